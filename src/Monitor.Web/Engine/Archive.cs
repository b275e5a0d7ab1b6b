using System.Collections.Immutable;
using Monitor.Actors.History;
using Monitor.Actors.Journal;
using Monitor.Actors.Remedies;

namespace Monitor.Web.Engine;

/// <summary>What the pages read of the past.</summary>
public interface IArchive
{
    Task<ResultPage> ResultsAsync(ResultFilter filter, int skip, int take, CancellationToken cancel);

    Task<ImmutableArray<LoggedEvent>> EventsAsync(EventFilter filter, int limit, CancellationToken cancel);

    /// <summary>How well every remedy has done, by check and place.</summary>
    Task<IReadOnlyList<RemedyRecord>> RemediesAsync(CancellationToken cancel);
}

/// <summary>Reads the results table and the journal.</summary>
public sealed class Archive(ResultQueries results, EventLog events, RemedyLog remedies) : IArchive
{
    public Task<ResultPage> ResultsAsync(ResultFilter filter, int skip, int take, CancellationToken cancel) =>
        results.PageAsync(filter, skip, take, cancel);

    public Task<ImmutableArray<LoggedEvent>> EventsAsync(EventFilter filter, int limit, CancellationToken cancel) =>
        events.ReadAsync(filter, limit, cancel);

    public Task<IReadOnlyList<RemedyRecord>> RemediesAsync(CancellationToken cancel) => remedies.RecordsAsync(cancel);
}
