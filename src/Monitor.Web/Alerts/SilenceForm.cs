using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using Monitor.Web.Engine;

namespace Monitor.Web.Alerts;

/// <summary>What somebody has typed about a silence: words between commas; pure.</summary>
public sealed record SilenceForm
{
    private const int LongestWord = 120;

    public string Names { get; init; } = "";

    public string Tags { get; init; } = "";

    public string Groups { get; init; } = "";

    public string Severities { get; init; } = "";

    /// <summary>Said when nothing else is, so that nobody silences everything by mistake.</summary>
    public bool All { get; init; }

    public string Reason { get; init; } = "";

    public CheckMatcher Match => new() { Names = Words(Names), Tags = Words(Tags), Groups = Words(Groups), Severities = Words(Severities) };

    /// <summary>What is missing or wrong; null when it can be ordered.</summary>
    public string? Problem(DateTimeOffset until, DateTimeOffset now) =>
        !All && Match.IsAll ? "Say which checks: by name, tag, group or severity, or all of them"
        : All && !Match.IsAll ? "Either all checks, or those that match"
        : new[] { Names, Tags, Groups, Severities }.SelectMany(text => Words(text)).Any(word => word.Length > LongestWord || word.Any(char.IsControl)) ? $"A word has at most {LongestWord} printable characters"
        : CheckOrders.Note(Reason) is not { } reason ? "Say why; it is shown to everybody who wonders"
        : CheckOrders.Problem(until, reason, now);

    private static ImmutableArray<string> Words(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
