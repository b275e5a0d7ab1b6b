using System.Collections.Immutable;
using LinqToDB;
using LinqToDB.Data;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Journal;

/// <summary>Reads from the journal when checks were down.</summary>
public sealed class IncidentLog(DataOptions options)
{
    /// <summary>Of a check that goes up and down all day the oldest are left out.</summary>
    private const int MostEvents = 4_000;

    private static readonly TimeSpan Before = TimeSpan.FromDays(1);

    private static readonly string[] Kinds =
    [
        .. new[] { typeof(CheckEvent.WentDown), typeof(CheckEvent.Recovered), typeof(CheckEvent.Retired) }
            .Select(EventManifests.Of),
    ];

    private static readonly string Prefix = CheckActor.IdPrefix;

    /// <summary>Those that began since then, in that order.</summary>
    public Task<ImmutableArray<PastIncident>> ReadAsync(IEnumerable<CheckName> checks, DateTimeOffset since, CancellationToken cancel = default) =>
        Task.Run(() => PastIncident.Of(Read([.. checks.Select(check => Prefix + check.Value)], since)), cancel);

    /// <summary>Of any check those that were going on then, as far as something was decided about them within a day before it.</summary>
    public Task<ImmutableArray<PastIncident>> DuringAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancel = default) => Task.Run(
        () => PastIncident.WithEarlier(Read(null, since - Before, until)).RemoveAll(incident => incident.Since > until || incident.Until < since), cancel);

    private List<(string Check, CheckEvent Happened)> Read(string[]? ids, DateTimeOffset since, DateTimeOffset? until = null)
    {
        using var db = new DataConnection(options);
        var stored = db.Journal().Where(row => !row.IsDeleted && Kinds.Contains(row.Manifest) && row.Created >= since.UtcTicks);
        if (ids is not null)
            stored = stored.Where(row => ids.Contains(row.PersistenceId));
        if (until is { } end)
            stored = stored.Where(row => row.Created <= end.UtcTicks);
        var rows = stored.OrderByDescending(row => row.Ordering).Take(MostEvents).ToList();
        rows.Reverse();
        return [.. rows.SelectMany(row => EventJson.ReadOrNull(row.Message, row.Manifest) is { } happened ? [(row.PersistenceId[Prefix.Length..], happened)] : Array.Empty<(string, CheckEvent)>())];
    }
}
