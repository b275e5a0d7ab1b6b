using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Journal;
using Monitor.Actors.Reports;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Journal;

/// <summary>The content of reports, read from a journal.</summary>
public sealed class ReportLogTests() : StoreTest(new SqliteTestStore())
{
    [Fact]
    public Task A_damaged_report_is_none()
    {
        var sample = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Journal", "ReportSamples", $"{ReportSerializer.Made}.json"));
        var rows = new[] { sample, "{"u8.ToArray() }.Select((message, index) => StoredJournal.Row(index + 1, ReportsActor.Id, index + 1, Some.T0, ReportSerializer.Made, message));
        return StoredJournal.InAsync(Folder, rows, async engine =>
        {
            var log = engine.GetRequiredService<ReportLog>();
            Assert.Equal("r-1", (await log.ReadAsync(1, TestContext.Current.CancellationToken))?.Id);
            Assert.Null(await log.ReadAsync(2, TestContext.Current.CancellationToken));
            Assert.Null(await log.ReadAsync(3, TestContext.Current.CancellationToken));
        });
    }
}
