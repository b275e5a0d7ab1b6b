using System.Collections.Immutable;
using System.Text;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.Journal;

namespace Monitor.Actors.Remedies;

/// <summary>Reads from the journal what remedies have done.</summary>
public sealed class RemedyLog(EventLog events) : IRemedyPast
{
    private const int PageSize = 1_000;

    private static readonly ImmutableArray<string> Kinds = ["remedy", "remedy-rehearsed", "remedy-settled", "remedy-judged"];

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <remarks>As many as the limit on them can ask for.</remarks>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> RunsAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var newest = await events.ReadAsync(new EventFilter(Kinds: ["remedy"]), RemedySettings.MostRuns, cancel);
        var settled = await events.ReadAsync(new EventFilter(Kinds: ["remedy-settled"]), RemedySettings.MostRuns, cancel);
        var refused = settled.Select(Read).OfType<CheckEvent.RemedySettled>().Where(run => run.Verdict == RemedyVerdict.Refused).Select(run => run.Id).ToHashSet(StringComparer.Ordinal);
        return newest.Where(logged => now - logged.At < Window).Select(Read).OfType<CheckEvent.RemedyRequested>()
            .Where(run => !refused.Contains(run.Id)).DistinctBy(run => run.Id).ToDictionary(run => run.Id, run => run.At, StringComparer.Ordinal);
    }

    /// <summary>How well every remedy has done, from the whole journal.</summary>
    public async Task<IReadOnlyList<RemedyRecord>> RecordsAsync(CancellationToken cancel)
    {
        var diary = new List<(string Check, CheckEvent Happened)>();
        for (long? after = 0; after is not null;)
        {
            var page = await events.ReadAsync(new EventFilter(Kinds: Kinds, After: after), PageSize, cancel);
            diary.AddRange(page.Select(logged => (logged.Check, Happened: Read(logged))).Where(one => one.Happened is not null).Select(one => (one.Check, one.Happened!)));
            after = page.Length == PageSize ? page[^1].Ordering : null;
        }

        return RemedyRecord.Of(diary);
    }

    private static CheckEvent? Read(LoggedEvent logged) => EventJson.ReadOrNull(Encoding.UTF8.GetBytes(logged.Json), logged.Kind);
}
