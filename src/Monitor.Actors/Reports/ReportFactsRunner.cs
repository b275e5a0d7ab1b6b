using System.Collections.Immutable;
using Monitor.Actors.Alerts.Silences;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Actors.Journal;

namespace Monitor.Actors.Reports;

/// <summary>Looks up what has happened since the last report; what cannot be read is said and does not keep the rest back.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class ReportFactsRunner(PastEvents events, PeriodQueries periods, DeliveryLedger ledger, SilenceBook silences) : IReportFacts
{
    /// <summary>More than a report could say, and little enough to be kept in memory.</summary>
    private const int MostEvents = 20_000;

    private const int Most = 1_000;

    /// <summary>An alert waits no longer than this, so older ones were in the report before.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(25);

    public async Task<ReportFacts> GatherAsync(ReportFacts facts, CancellationToken cancel)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        var (since, until) = (facts.Since, facts.At);
        IReadOnlySet<CheckName> checks = facts.Selected.Keys.ToHashSet();
        return facts with
        {
            Past = await TryAsync("the event log", () => events.ReadAsync(since, until, MostEvents, cancel), problems),
            Runs = await TryAsync("the runs of jobs", () => periods.TroubledRunsAsync(checks, since, until, Most, cancel), problems),
            Undelivered = await TryAsync("what was delivered", () => UndeliveredAsync(checks, since < until - LongestWait ? since : until - LongestWait, cancel), problems),
            Silences = silences.Current?.All ?? [],
            Away = await TryAsync("when the monitor ran", () => periods.AwayAsync(since, until, Most, cancel), problems),
            Unseen = await TryAsync("the results", () => periods.UnseenAsync(checks, since, until, Most, cancel), problems),
            Problems = problems.ToImmutable(),
        };
    }

    private async Task<Excerpt<AlertDelivery>> UndeliveredAsync(IReadOnlySet<CheckName> checks, DateTimeOffset since, CancellationToken cancel)
    {
        var wanted = new DeliveryFilter(Since: since, OnlyOpen: true) { Among = checks.Select(check => check.Value).Append(ReportsActor.Id).ToHashSet(StringComparer.Ordinal) };
        var page = await ledger.ReadAsync(wanted, Most, cancel);
        return new Excerpt<AlertDelivery>(page.Deliveries, page.Next is not null);
    }

    /// <summary>The one catch-all around what a report is made of.</summary>
    private static async Task<ImmutableArray<T>> TryAsync<T>(string what, Func<Task<Excerpt<T>>> read, ImmutableArray<string>.Builder problems)
    {
        try
        {
            var found = await read();
            if (found.IsCut)
                problems.Add($"{what}: only {found.Items.Length} entries are looked at, there were more");
            return found.Items;
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
