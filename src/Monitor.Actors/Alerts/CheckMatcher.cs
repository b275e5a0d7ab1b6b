using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts;

/// <summary>Which checks are meant: those that have one of the words of every list; an empty list means nothing.</summary>
/// <remarks>Case makes no difference.</remarks>
public sealed partial record CheckMatcher
{
    /// <summary>No list that people give is longer.</summary>
    public const int MostWords = 1_000;

    /// <summary>So many words of a list are named, the others counted.</summary>
    private const int MostShown = 20;

    public static CheckMatcher All { get; } = new();

    /// <summary><c>*</c> stands for anything, <c>?</c> for one letter; <c>\</c> before a letter means the letter itself.</summary>
    /// <remarks>Beside wildcards, <c>\?</c> still stands for one letter.</remarks>
    public ImmutableArray<string> Names { get; init; } = [];

    public ImmutableArray<string> Tags { get; init; } = [];

    public ImmutableArray<string> Groups { get; init; } = [];

    public ImmutableArray<string> Severities { get; init; } = [];

    public ImmutableArray<string> Types { get; init; } = [];

    /// <summary>Whether every check is meant.</summary>
    [JsonIgnore]
    public bool IsAll => Lists.All(list => list.Words.IsEmpty);

    private IEnumerable<(string Word, ImmutableArray<string> Words)> Lists =>
        [("name", Names), ("tag", Tags), ("group", Groups), ("severity", Severities), ("type", Types)];

    /// <summary>The checks of these names, whatever letters they have.</summary>
    public static CheckMatcher Exactly(params IEnumerable<string> names) => new() { Names = [.. names.Select(name => Regex.Replace(name, @"[\\*?]", @"\$0"))] };

    public bool Concerns(CheckDefinition check) =>
        Matches(Names, pattern => IsNamed(check, pattern))
        && Matches(Tags, tag => check.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase))
        && Matches(Groups, group => Same(group, check.Group))
        && Matches(Severities, severity => Same(severity, check.Severity))
        && Matches(Types, type => Same(type, check.Type.Name));

    /// <summary>In words, such as <c>name api-*, tag db or web</c>.</summary>
    public override string ToString() => IsAll
        ? "all checks"
        : string.Join(", ", Lists.Where(list => !list.Words.IsEmpty).Select(list => $"{list.Word} {string.Join(" or ", list.Words.Take(MostShown))}{(list.Words.Length > MostShown ? $" or {list.Words.Length - MostShown} more" : "")}"));

    private static bool IsNamed(CheckDefinition check, string pattern) => !pattern.AsSpan().ContainsAny('*', '?', '\\') ? Same(pattern, check.Name.Value) // as almost all
        : Wildcard().IsMatch(pattern)
        ? FileSystemName.MatchesSimpleExpression(pattern, check.Name.Value)
        : Same(Escaped().Replace(pattern, "$1"), check.Name.Value);

    private static bool Matches(ImmutableArray<string> wanted, Func<string, bool> matches) => wanted.IsEmpty || wanted.Any(matches);

    private static bool Same(string wanted, string? has) => string.Equals(wanted, has, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(\\.|[^\\*?])*[*?]", RegexOptions.Singleline)]
    private static partial Regex Wildcard();

    [GeneratedRegex(@"\\(.)", RegexOptions.Singleline)]
    private static partial Regex Escaped();
}
