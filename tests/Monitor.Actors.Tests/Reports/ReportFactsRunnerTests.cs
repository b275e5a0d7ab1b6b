using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Checks;
using Monitor.Actors.Reports;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Reports.SomeReport;

namespace Monitor.Actors.Tests.Reports;

/// <summary>What is looked up for a report, in a real store.</summary>
public sealed class ReportFactsRunnerTests() : StoreTest(new SqliteTestStore())
{
    private static IEnumerable<(string, CheckEvent)> Alerts(string check, int count, double hour) => Enumerable.Range(0, count).Select(i => (check, (CheckEvent)new CheckEvent.AlertRaised(
        Some.T0.AddHours(hour).AddMilliseconds(i), $"{check}/{i}", AlertKind.FirstFail, $"{check}/{i}", "P2", "HTTP 503", null, ["email"])));

    private async Task<ReportFacts> Gather(IEnumerable<(string, CheckEvent)> journal)
    {
        var facts = Facts("api");
        await StoredJournal.InAsync(Folder, StoredJournal.Rows(journal), async engine =>
            facts = await engine.GetRequiredService<IReportFacts>().GatherAsync(facts, TestContext.Current.CancellationToken));
        return facts;
    }

    [Fact]
    public async Task What_others_did_does_not_crowd_out_the_selected_checks()
    {
        var facts = await Gather([.. Alerts("api", 1, -3), .. Alerts("stranger", 1_000, -2)]);
        Assert.Equal("api", Assert.Single(facts.Undelivered).Check);
        Assert.Empty(facts.Problems);
    }

    [Fact]
    public async Task Of_too_much_the_report_says_that_it_is_not_all()
    {
        var facts = await Gather(Alerts("api", 1_001, -2));
        Assert.Equal(1_000, facts.Undelivered.Length);
        Assert.Equal(["what was delivered: only 1000 entries are looked at, there were more"], MorningReport.Of(facts).Remarks);
    }
}
