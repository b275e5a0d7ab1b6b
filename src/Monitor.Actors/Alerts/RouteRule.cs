using System.Collections.Immutable;
using System.IO.Enumeration;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts;

/// <summary>An entry of <c>routes:</c>: which checks it concerns, and the route that their alerts take.</summary>
/// <param name="Number">Its place in the list, from 1.</param>
public sealed record RouteRule(int Number, AlertRoute Route)
{
    /// <summary>Names with <c>*</c> for anything; empty for all checks, as are the others.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    public ImmutableArray<string> Tags { get; init; } = [];

    public ImmutableArray<string> Groups { get; init; } = [];

    public ImmutableArray<string> Severities { get; init; } = [];

    public ImmutableArray<string> Types { get; init; } = [];

    /// <summary>Whether it concerns every check at all times, so that no later one is asked.</summary>
    public bool TakesAll => !Route.Continue && Route.Kinds.IsEmpty && Route.Hours is null && IsForAll;

    /// <summary>Whether it concerns every check.</summary>
    public bool IsForAll => Names.IsEmpty && Tags.IsEmpty && Groups.IsEmpty && Severities.IsEmpty && Types.IsEmpty;

    public bool Concerns(CheckDefinition check) =>
        Matches(Names, pattern => FileSystemName.MatchesSimpleExpression(pattern, check.Name.Value))
        && Matches(Tags, tag => check.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase))
        && Matches(Groups, group => Same(group, check.Group))
        && Matches(Severities, severity => Same(severity, check.Severity))
        && Matches(Types, type => Same(type, check.Type.Name));

    private static bool Matches(ImmutableArray<string> wanted, Func<string, bool> matches) => wanted.IsEmpty || wanted.Any(matches);

    private static bool Same(string wanted, string? has) => string.Equals(wanted, has, StringComparison.OrdinalIgnoreCase);
}
