using System.Globalization;
using System.Text;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts;

/// <summary>How an alert reads in a chat or on a phone: what, why, since when, and where to look; pure.</summary>
/// <remarks>Plain text in one line each; a medium that gives letters a meaning takes it from them itself.</remarks>
/// <param name="Title">Such as <c>[P1] api-availability failed</c>.</param>
/// <param name="Reason">What was seen; null when there is nothing to say.</param>
/// <param name="Link">The check's page on the board.</param>
public sealed record AlertWords(string Title, string? Reason, string When, Uri? Link)
{
    private const int MaxTitle = 250;
    private const int MaxReason = 1000;
    private const int MoreLines = 50; // for saying so

    /// <summary>What comes within this time is not late.</summary>
    internal static readonly TimeSpan Prompt = TimeSpan.FromMinutes(2);

    /// <summary>All of it, a line each.</summary>
    public string Text => string.Join('\n', new[] { Title, Below }.Where(line => line.Length > 0));

    /// <summary>What stands below the title.</summary>
    public string Below => string.Join('\n', new[] { Reason, When, Link?.AbsoluteUri }.OfType<string>());

    /// <summary>With what came from elsewhere written as a medium needs it.</summary>
    public AlertWords Written(Func<string, string> escaped) => this with { Title = escaped(Title), Reason = Reason is null ? null : escaped(Reason) };

    public static AlertWords Of(Alert alert, Uri? board) => alert.Notice is { } notice
        ? new(OneLine(notice.Subject, MaxTitle), Clean(Lines(notice.Body, MaxReason), MaxReason), $"at {Clock(alert.At)}{Late(alert)}", PageOf(notice, board))
        : new(TitleOf(alert), alert.Reason is null ? null : Clean(alert.Reason, MaxReason), $"{Time(alert)}{Late(alert)}", LinkOf(alert, board));

    /// <summary>Such as <c>delayed 14 min: connection refused</c>; null when it is not worth a word.</summary>
    /// <param name="why">What kept the channel from delivering; null when that is not known any more.</param>
    public static string? Delay(TimeSpan late, string? why) => late < Prompt ? null : $"delayed {Lasted(late)}{(why is null ? "" : $": {OneLine(why, MaxTitle)}")}";

    private static string Late(Alert alert) => alert.Delay is { } delay ? $", {delay}" : "";

    /// <summary>Whole lines, and how many are left out.</summary>
    private static string Lines(string text, int max)
    {
        var (lines, room) = (text.TrimEnd().Split('\n'), max - MoreLines);
        var kept = lines.TakeWhile((line, i) => (room -= line.Length + 1) >= 0 || i == 0).Count();
        return kept == lines.Length || text.Length <= max ? text : $"{string.Join('\n', lines.Take(kept))}\n… and {lines.Length - kept} more lines: see the board";
    }

    /// <summary>At most so many characters, and no half of one.</summary>
    public static string Cut(string text, int max)
    {
        if (text.Length <= max)
            return text;
        var end = max - 1;
        return $"{text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)}…";
    }

    /// <summary>At most so many bytes, and no half of a character.</summary>
    public static string CutBytes(string text, int max)
    {
        if (Encoding.UTF8.GetByteCount(text) <= max)
            return text;
        var (kept, room) = (new StringBuilder(), max - 3); // the dots take three
        foreach (var rune in text.EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
                break;
            kept.Append(rune);
        }

        return kept.Append('…').ToString();
    }

    private static string TitleOf(Alert alert) =>
        OneLine($"[{alert.Severity}] {alert.Check} {What(alert)}", MaxTitle);

    private static string What(Alert alert) => alert.Kind switch
    {
        AlertKind.FirstFail => "failed",
        AlertKind.Recovered => Began(alert) is { } began ? $"recovered after {Lasted(alert.At - began)}" : "recovered",
        AlertKind.DeadlineMiss => "missed its deadline",
        AlertKind.Flapping => "is flapping",
        AlertKind.FlappingEnd => "has stopped flapping",
        AlertKind.RemediationExhausted => "still fails, its remedies have done what they may",
        var other => AlertKinds.Word(other).Replace('_', ' '),
    };

    private static string Time(Alert alert) => !alert.IsOver && Began(alert) is { } began ? $"since {Clock(began)}" : $"at {Clock(alert.At)}";

    private static DateTimeOffset? Began(Alert alert) =>
        IncidentId.BeganAt(alert.Incident) is { } began && began > DateTimeOffset.UnixEpoch && began <= alert.At ? began : null;

    private static string Clock(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Lasted(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => $"{span.Seconds} s",
        { TotalHours: < 1 } => $"{span.Minutes} min",
        { TotalDays: < 1 } => $"{(int)span.TotalHours} h {span.Minutes} min",
        _ => $"{(int)span.TotalDays} d {span.Hours} h",
    };

    private static Uri? LinkOf(Alert alert, Uri? board) => board is null ? null
        : new Uri($"{board.AbsoluteUri.TrimEnd('/')}/check/{Uri.EscapeDataString(alert.Check.Value)}");

    private static Uri? PageOf(AlertNotice notice, Uri? board) => board is null || notice.Page is null ? board
        : new Uri($"{board.AbsoluteUri.TrimEnd('/')}/{notice.Page}");

    /// <summary>What comes from elsewhere, as one line.</summary>
    internal static string OneLine(string text, int max) => Clean(text.ReplaceLineEndings(" "), max);

    /// <summary>Without what steers a terminal, or turns the order of letters.</summary>
    private static string Clean(string text, int max)
    {
        var kept = new StringBuilder();
        foreach (var rune in text.Trim().EnumerateRunes())
            kept.Append(rune.Value == '\n' ? "\n" : Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? " " : rune.ToString());
        return Cut(kept.ToString(), max);
    }
}
