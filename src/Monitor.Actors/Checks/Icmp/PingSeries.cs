using System.Collections.Immutable;
using System.Net;

namespace Monitor.Actors.Checks.Icmp;

/// <summary>How many packets are sent, how large, and how long an answer to each is waited for.</summary>
public sealed record PingPlan(int Count, int Size, TimeSpan Wait);

/// <summary>How the packets to one address have fared.</summary>
/// <param name="Answers">How long each answer took.</param>
public sealed record PingSeries(IPAddress Address, int Sent, ImmutableArray<TimeSpan> Answers)
{
    public int Lost => Sent - Answers.Length;

    public int LostPercent => Sent == 0 ? 0 : 100 * Lost / Sent;

    /// <summary>Of the packets that were answered; zero when none was.</summary>
    public TimeSpan Average => Answers.IsEmpty ? TimeSpan.Zero : TimeSpan.FromTicks((long)Answers.Average(one => one.Ticks));

    public PingSeries With(TimeSpan? answer) =>
        this with { Sent = Sent + 1, Answers = answer is { } took ? Answers.Add(took) : Answers };
}
