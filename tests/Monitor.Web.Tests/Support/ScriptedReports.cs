using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using Monitor.Actors.Reports;
using Monitor.Web.Engine;

namespace Monitor.Web.Tests.Support;

/// <summary>Answers the pages of reports from what a test has put into it, and remembers what they asked.</summary>
internal sealed class ScriptedReports : IReportDesk
{
    private readonly Dictionary<string, MorningReport> _reports = [];

    public ImmutableArray<ReportDefinition> Wanted { get; set; } = [];

    public ImmutableHashSet<string> Making { get; set; } = [];

    public ReportList? All { get; set; } = ReportList.None;

    /// <summary>What was ordered, in words.</summary>
    public List<string> Orders { get; } = [];

    public ReportReply Reply { get; set; } = new(ReportOutcome.Done, "Done");

    public Exception? Trouble { get; set; }

    /// <summary>Orders are answered only when this has ended.</summary>
    public Task Answering { get; set; } = Task.CompletedTask;

    public static ReportDefinition Definition(string name = "morning", params string[] channels) =>
        new(name, new ReportSchedule(new TimeOnly(7, 0), [], Some.Kolkata), CheckMatcher.All, [.. channels], null);

    public static MorningReport Report(string id = "r-1", DateTimeOffset? at = null, ReportCounts? counts = null, params ReportSection[] sections) => new(
        id, "morning", at ?? Some.Noon, Some.Noon.AddDays(-1), "Asia/Kolkata", "all checks", counts ?? new ReportCounts(2, 0, 0, 0, 2, 0),
        [.. Enum.GetValues<ReportPart>().Select(part => sections.FirstOrDefault(section => section.Part == part) ?? new ReportSection(part, []))])
    {
        Due = Some.Noon,
    };

    public void Add(params MorningReport[] reports)
    {
        foreach (var report in reports)
        {
            _reports[report.Id] = report;
            Happens(new ReportEvent.Made(report.At, report));
        }
    }

    public void Happens(ReportEvent happened) => All = (All ?? ReportList.None).Apply(happened, _reports.Count);

    public Task<MorningReport?> ReadAsync(string id, CancellationToken cancel) =>
        Trouble is null ? Task.FromResult(_reports.GetValueOrDefault(id)) : Task.FromException<MorningReport?>(Trouble);

    public async Task<ReportReply> MakeAsync(string name, string by, bool send, CancellationToken cancel)
    {
        Orders.Add($"make {name} for {by}{(send ? " and send it" : "")}");
        await Answering;
        return Reply;
    }

    public async Task<ReportReply> SignOffAsync(string id, string by, string? note, CancellationToken cancel)
    {
        Orders.Add($"sign off {id} by {by}: {note}");
        await Answering;
        if (Reply.Outcome == ReportOutcome.Done)
            Happens(new ReportEvent.Signed(Some.Noon, id, by, note));
        return Reply;
    }
}
