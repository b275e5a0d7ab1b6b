using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitor.Actors.Alerts;

namespace Monitor.Actors.Reports;

/// <summary>How the selected checks stand and what has happened since the last report: what an operator signs off.</summary>
/// <param name="Id">Part of addresses and of the ids under which channels are told.</param>
/// <param name="At">When it was put together, after every check had been looked at afresh.</param>
/// <param name="Since">From when on it tells what has happened.</param>
/// <param name="Zone">In which its times are shown, as an IANA name.</param>
/// <param name="Selection">Which checks, in words.</param>
public sealed record MorningReport(
    string Id, string Name, DateTimeOffset At, DateTimeOffset Since, string Zone, string Selection, ReportCounts Counts, ImmutableArray<ReportSection> Sections)
{
    /// <summary>When it was due; null when somebody asked for it.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>Who asked for it; null when it was due.</summary>
    public string? By { get; init; }

    /// <summary>Why it comes late, or is not complete; empty for almost every one.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>Who gets it.</summary>
    public ImmutableArray<string> Channels { get; init; } = [];

    /// <summary>When its channels are reminded that nobody has signed it off; null for never.</summary>
    public DateTimeOffset? SignOffBy { get; init; }

    /// <summary>How it stands in a few words, such as <c>2 failing, 1 with a warning of 48 checks; 3 incidents</c>.</summary>
    [JsonIgnore]
    public string Headline => ReportWords.Headline(this);

    public ReportSection Section(ReportPart part) => Sections.FirstOrDefault(section => section.Part == part) ?? new ReportSection(part, []);

    /// <summary>Puts a report together out of what was found; pure.</summary>
    public static MorningReport Of(ReportFacts facts) => new(
        facts.Id,
        facts.Definition.Name,
        facts.At,
        facts.Since,
        facts.Zone.Id,
        facts.Definition.Match.ToString(),
        ReportCounts.Of(facts),
        [
            ReportStanding.Of(facts),
            ReportIncidents.Of(facts),
            ReportJobs.Of(facts),
            ReportAlerts.Of(facts),
            ReportSilences.Of(facts),
            ReportCertificates.Of(facts),
            ReportGaps.Of(facts),
            ReportChanges.Of(facts),
        ])
    {
        Due = facts.Due,
        By = facts.By,
        Remarks = [.. ReportWords.Remarks(facts)],
        Channels = facts.Channels,
        SignOffBy = facts.Due is { } due ? facts.Definition.SignOffBy?.Of(due, facts.Zone) + facts.Late : null,
    };
}

/// <summary>What a report is made of, in this order.</summary>
public enum ReportPart
{
    Standing,
    Incidents,
    Jobs,
    Alerts,
    Silences,
    Certificates,
    Gaps,
    Changes,
}

/// <summary>One part of a report.</summary>
/// <param name="More">How many lines there would be besides these.</param>
public sealed record ReportSection(ReportPart Part, ImmutableArray<ReportLine> Lines, int More = 0)
{
    /// <summary>The most lines of a part: a report is read by people, and kept for ever.</summary>
    public const int MostLines = 200;

    [JsonIgnore]
    public int Count => Lines.Length + More;

    public static ReportSection Of(ReportPart part, IEnumerable<ReportLine> lines)
    {
        ReportLine[] all = [.. lines];
        return new ReportSection(part, [.. all.Take(MostLines)], Math.Max(0, all.Length - MostLines));
    }
}

/// <summary>One line of a report.</summary>
/// <param name="Tone">How it looks.</param>
/// <param name="Word">What it is, in a word or two, such as <c>too fast</c>.</param>
/// <param name="Check">The check that it is about; null when it is about none.</param>
/// <param name="From">When it began or happened.</param>
/// <param name="Until">When it ended, or will; null while it goes on, and for what happened in a moment.</param>
public sealed record ReportLine(ReportTone Tone, string Word, string? Check, string Text, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    private const int LongestText = 300;

    /// <summary>One line of text, not too long.</summary>
    public string Text { get; init; } = AlertWords.OneLine(Text, LongestText);
}

/// <summary>How grave something is.</summary>
public enum ReportTone
{
    Fail,
    Warn,
    NoData,
    Ok,
    Neutral,
}

/// <summary>How many checks stand how.</summary>
public sealed record ReportCounts(int Checks, int Fail, int Warn, int NoData, int Ok, int Paused)
{
    public static ReportCounts Of(ReportFacts facts)
    {
        var tones = facts.Checks.Select(facts.ToneOf).ToLookup(tone => tone);
        return new ReportCounts(
            facts.Checks.Length, tones[ReportTone.Fail].Count(), tones[ReportTone.Warn].Count(), tones[ReportTone.NoData].Count(), tones[ReportTone.Ok].Count(),
            tones[ReportTone.Neutral].Count());
    }
}
