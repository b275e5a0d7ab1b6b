using Monitor.Actors.History;
using Monitor.Actors.Replays;

namespace Monitor.Web.Engine;

/// <summary>Says what a changed check would have made of the last days.</summary>
public interface IReplayDesk
{
    /// <param name="entry">As it would be saved.</param>
    Task<ReplayReply> ReplayAsync(string name, string entry, CancellationToken cancel);
}

/// <summary>What a check made of its rounds, and what it would make of them.</summary>
/// <param name="Rounds">How many were recorded.</param>
/// <param name="Since">When the first of them was.</param>
/// <param name="Refusal">Why nothing can be said; null when something can.</param>
public sealed record ReplayReply(int Rounds, DateTimeOffset? Since, ReplayOutcome? Then, ReplayOutcome? Now, string? Refusal)
{
    public static ReplayReply Refused(string why) => new(0, null, null, null, why);
}

/// <summary>Replays recorded rounds through the definition that runs and through one that does not yet.</summary>
public sealed class ReplayDesk(CheckControls controls, ResultQueries results, TimeProvider time) : IReplayDesk
{
    public static readonly TimeSpan Span = TimeSpan.FromDays(7);

    /// <summary>The newest of them: a check that is looked at every second has more.</summary>
    private const int MostRounds = 100_000;

    public async Task<ReplayReply> ReplayAsync(string name, string entry, CancellationToken cancel)
    {
        if (await controls.DefinitionAsync(name, cancel) is not { } runs)
            return ReplayReply.Refused($"there is no check named {name}");
        var (draft, problem) = await controls.DraftAsync(entry, name, cancel);
        if (draft is null)
            return ReplayReply.Refused(problem);
        if ((Replay.Refusal(runs) ?? Replay.Refusal(draft)) is { } refusal)
            return ReplayReply.Refused(refusal);
        var now = time.GetUtcNow();
        var rounds = await results.ObservedAsync(runs.Name, now - Span, now, MostRounds, cancel);
        return rounds.IsEmpty ? ReplayReply.Refused("no round of the last 7 days is recorded")
            : await Task.Run(() => new ReplayReply(rounds.Length, rounds[0].At, Replay.Of(runs, rounds), Replay.Of(draft, rounds), null), cancel);
    }
}
