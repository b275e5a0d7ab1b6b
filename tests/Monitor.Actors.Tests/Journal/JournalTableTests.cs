using Monitor.Actors.History;
using Monitor.Actors.Journal;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Journal;

/// <summary>A page that is opened in the first moment of a new database, before the journal has made its table.</summary>
public sealed class JournalTableTests
{
    [Fact]
    public async Task Where_there_is_no_journal_yet_nothing_has_happened()
    {
        using var folder = new TempFolder();
        var (options, cancel) = (HistoryDatabase.InFile(folder["new.db"]), TestContext.Current.CancellationToken);
        Assert.Empty(await new EventLog(options).ReadAsync(new EventFilter(), 10, cancel));
        Assert.Empty((await new DeliveryLedger(options).ReadAsync(new DeliveryFilter(), 10, cancel)).Deliveries);
        Assert.Empty((await new IncidentLedger(options).ReadAsync(new IncidentFilter(), 10, cancel)).Incidents);
        Assert.Null(await new IncidentLedger(options).StoryAsync("a", "a/1", cancel));
        Assert.Empty(await new IncidentLog(options).DuringAsync(Some.T0, Some.T0.AddDays(1), cancel));
        Assert.Empty((await new PastEvents(options).ReadAsync(Some.T0, Some.T0.AddDays(1), 10, cancel)).Items);
        Assert.Null(await new ReportLog(options).ReadAsync(1, cancel));
    }
}
