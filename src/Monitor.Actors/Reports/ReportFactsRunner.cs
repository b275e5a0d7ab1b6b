using System.Collections.Immutable;
using Monitor.Actors.Alerts.Silences;
using Monitor.Actors.History;
using Monitor.Actors.Journal;

namespace Monitor.Actors.Reports;

/// <summary>Looks up what has happened since the last report; what cannot be read is said and does not keep the rest back.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class ReportFactsRunner(PastEvents events, PeriodQueries periods, DeliveryLedger ledger, SilenceBook silences) : IReportFacts
{
    private const int MostDeliveries = 1_000;

    /// <summary>An alert waits no longer than this, so older ones were in the report before.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(25);

    public async Task<ReportFacts> GatherAsync(ReportFacts facts, CancellationToken cancel)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        var (since, until) = (facts.Since, facts.At);
        var past = await TryAsync("the event log", () => events.ReadAsync(since, until, cancel), problems);
        if (past.Length == PastEvents.Most)
            problems.Add($"there were more than {PastEvents.Most} events: only the last of them are looked at");
        return facts with
        {
            Past = past,
            Runs = await TryAsync("the runs of jobs", () => periods.TroubledRunsAsync(since, until, cancel), problems),
            Undelivered = await TryAsync("what was delivered", () => UndeliveredAsync(since < until - LongestWait ? since : until - LongestWait, cancel), problems),
            Silences = silences.Current?.All ?? [],
            Away = await TryAsync("when the monitor ran", () => periods.AwayAsync(since, until, cancel), problems),
            Unseen = await TryAsync("the results", () => periods.UnseenAsync(since, until, cancel), problems),
            Problems = problems.ToImmutable(),
        };
    }

    private async Task<ImmutableArray<AlertDelivery>> UndeliveredAsync(DateTimeOffset since, CancellationToken cancel) =>
        (await ledger.ReadAsync(new DeliveryFilter(Since: since, OnlyOpen: true), MostDeliveries, cancel)).Deliveries;

    /// <summary>The one catch-all around what a report is made of.</summary>
    private static async Task<ImmutableArray<T>> TryAsync<T>(string what, Func<Task<ImmutableArray<T>>> read, ImmutableArray<string>.Builder problems)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            problems.Add($"{what} could not be read: {e.Message}");
            return [];
        }
    }
}

/// <summary>Adds to what is known of the checks what has happened since.</summary>
public interface IReportFacts
{
    Task<ReportFacts> GatherAsync(ReportFacts facts, CancellationToken cancel);
}
