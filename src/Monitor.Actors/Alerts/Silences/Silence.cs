using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts.Silences;

/// <summary>Nobody is told of these checks for a while; they are looked at, and it counts for uptime.</summary>
/// <param name="Reason">Why; there always is one.</param>
public sealed record Silence(string Id, CheckMatcher Match, DateTimeOffset Since, DateTimeOffset Until, string By, string Reason);

/// <summary>What was ordered about silences, as the journal keeps it for ever.</summary>
public abstract record SilenceEvent(DateTimeOffset At)
{
    public sealed record Begun(DateTimeOffset At, Silence Silence) : SilenceEvent(At);

    public sealed record Ended(DateTimeOffset At, string Id, string By) : SilenceEvent(At);
}

/// <summary>The silences that have not ended; immutable.</summary>
/// <param name="All">In the order in which they began.</param>
public sealed record SilenceList(ImmutableArray<Silence> All)
{
    public static SilenceList None { get; } = new([]);

    /// <summary>Of those that concern a check, the one that ends last; null for almost every check.</summary>
    public Silence? Of(CheckDefinition check, DateTimeOffset now)
    {
        Silence? last = null;
        foreach (var silence in All)
            if (silence.Until > now && (last is null || silence.Until > last.Until) && silence.Match.Concerns(check))
                last = silence;
        return last;
    }

    public SilenceList Apply(SilenceEvent happened) => happened switch
    {
        SilenceEvent.Begun e => new(All.Add(e.Silence)),
        SilenceEvent.Ended e => new(All.RemoveAll(silence => silence.Id == e.Id)),
        _ => this,
    };
}
