using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Silences;

namespace Monitor.Web.Api;

/// <summary>A silence: which checks nobody is told of, until when and why.</summary>
/// <param name="Matches">Which checks, in words.</param>
/// <param name="Since">Epoch seconds.</param>
/// <param name="Until">Epoch seconds.</param>
public sealed record SilenceJson(string Id, string Matches, double Since, double Until, string By, string Reason)
{
    public static SilenceJson Of(Silence silence) => new(
        silence.Id, silence.Match.ToString(), Epoch.Seconds(silence.Since), Epoch.Seconds(silence.Until), silence.By, silence.Reason);
}

/// <summary>Asks that nobody is told of the checks that have one of the words of every list that is given.</summary>
/// <param name="For">A length such as <c>30m</c>.</param>
/// <param name="Until">Epoch seconds or ISO 8601, instead of a length.</param>
/// <param name="Names"><c>*</c> stands for anything.</param>
/// <param name="All">Said when no list is given, so that nobody silences everything by mistake.</param>
public sealed record SilenceBody(
    string? Reason = null,
    string? For = null,
    string? Until = null,
    IReadOnlyList<string>? Names = null,
    IReadOnlyList<string>? Tags = null,
    IReadOnlyList<string>? Groups = null,
    IReadOnlyList<string>? Severities = null,
    IReadOnlyList<string>? Types = null,
    bool All = false)
{
    private const int LongestWord = 120;

    public CheckMatcher Match => new()
    {
        Names = Words(Names),
        Tags = Words(Tags),
        Groups = Words(Groups),
        Severities = Words(Severities),
        Types = Words(Types),
    };

    /// <summary>When it ends; or what is wrong with it.</summary>
    public (DateTimeOffset Until, string? Problem) Read(DateTimeOffset now)
    {
        var (until, problem) = new OrderBody(For, Until, Reason).Read(now);
        problem ??= until is null ? "for: say how long, such as 2h; a silence always ends" : null;
        problem ??= string.IsNullOrWhiteSpace(Reason) ? "reason: say why; it is shown to everybody who wonders" : null;
        problem ??= All != Match.IsAll ? "names, tags, groups, severities, types: give at least one of them, or say all: true" : null;
        problem ??= new[] { Names, Tags, Groups, Severities, Types }.Any(list => list?.Count > CheckMatcher.MostWords || list?.Any(word => word is null or { Length: > LongestWord } || word.Any(char.IsControl)) == true)
            ? $"names, tags, groups, severities, types: at most {CheckMatcher.MostWords} words of {LongestWord} printable characters each" : null;
        return (until ?? now, problem?.Replace("note:", "reason:", StringComparison.Ordinal));
    }

    private static ImmutableArray<string> Words(IReadOnlyList<string>? words) => [.. words ?? []];
}
