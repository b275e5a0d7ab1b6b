using LinqToDB;
using LinqToDB.Data;
using Monitor.Actors.Reports;

namespace Monitor.Actors.Journal;

/// <summary>Reads the content of reports out of the journal.</summary>
public sealed class ReportLog(DataOptions options)
{
    /// <param name="number">Of its <see cref="ReportHead"/>.</param>
    /// <returns>Null when it is not there, or cannot be read.</returns>
    public Task<MorningReport?> ReadAsync(long number, CancellationToken cancel) => Task.Run(
        () =>
        {
            using var db = new DataConnection(options);
            return db.Journal().FirstOrDefault(row => row.PersistenceId == ReportsActor.Id && row.SequenceNumber == number && !row.IsDeleted) is { } row
                && ReportSerializer.ReadOrNull(row.Message, row.Manifest) is ReportEvent.Made made
                    ? made.Report
                    : null;
        },
        cancel);
}
