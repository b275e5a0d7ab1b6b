using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Reports;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Reports;

/// <summary>Valid reports, so that a test states only what matters to it.</summary>
internal static class SomeReport
{
    public static TimeZoneInfo Berlin { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public static ReportDefinition Definition(string name = "morning", string at = "07:00", SignOffTime? signOffBy = null, params string[] channels) => new(
        name, new ReportSchedule(TimeOnly.Parse(at, System.Globalization.CultureInfo.InvariantCulture), [], Berlin), CheckMatcher.All, [.. channels], signOffBy);

    public static CheckDefinition Check(string name) => Some.Definition() with { Name = CheckName.Of(name) };

    /// <summary>Of the morning of <see cref="Some.T0"/>, an hour ago, with these checks, all of them OK.</summary>
    public static ReportFacts Facts(params string[] checks) => new("r-1", Definition(), Some.T0, Some.T0.AddDays(-1), [.. checks.Select(Check)])
    {
        EngineSince = Some.T0.AddDays(-30),
        Tiles = checks.Select(name => Tile(name)).ToImmutableDictionary(tile => tile.Name),
    };

    public static CheckTile Tile(string name, CheckStatus status = CheckStatus.Ok, string? reason = null, double sinceHours = -2) =>
        CheckFace.New.Tile(Check(name), CheckState.New, null) with { Status = status, Reason = reason, Since = Some.T0.AddHours(sinceHours) };

    public static ReportFacts With(this ReportFacts facts, params CheckTile[] tiles) =>
        facts with { Tiles = facts.Tiles.SetItems(tiles.Select(tile => KeyValuePair.Create(tile.Name, tile))) };

    public static ReportFacts After(this ReportFacts facts, params PastEvent[] past) => facts with { Past = [.. past] };

    public static PastEvent Past(string check, CheckEvent happened, bool isFirst = false) => new(CheckName.Of(check), happened, isFirst);

    /// <summary>The lines of a part, in the form in which they are read aloud.</summary>
    public static string[] Lines(this MorningReport report, ReportPart part) =>
        [.. report.Section(part).Lines.Select(line => $"{line.Word} {line.Check}: {line.Text} [{ReportText.When(line, report.At, TimeZoneInfo.Utc)}]")];
}
