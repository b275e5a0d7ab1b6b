using Akka.Actor;
using Akka.Event;
using Monitor.Actors.Checks.Pings;

namespace Monitor.Actors.Checks;

/// <content>What the actor sends only to itself.</content>
public sealed partial class CheckActor
{
    /// <summary>A round under way: how many attempts it has made, how late it started, and when.</summary>
    private sealed record Round(int Attempts, TimeSpan Late, DateTimeOffset StartedAt);

    private sealed class RoundDue : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded
    {
        public const string Key = "round";
        public static readonly RoundDue Instance = new();
    }

    private sealed class RetryDue : INoSerializationVerificationNeeded
    {
        public const string Key = "retry";
        public static readonly RetryDue Instance = new();
    }

    private sealed class ReviewDue : INoSerializationVerificationNeeded
    {
        public const string Key = "review";
        public static readonly ReviewDue Instance = new();
    }

    private sealed class TellDue : INoSerializationVerificationNeeded
    {
        public const string Key = "tell";
        public static readonly TellDue Instance = new();
    }

    private sealed class VerifyDue : INoSerializationVerificationNeeded
    {
        public const string Key = "verify";
        public static readonly VerifyDue Instance = new();
    }

    private sealed class PlanDue : INoSerializationVerificationNeeded
    {
        public const string Key = "plan";
        public static readonly PlanDue Instance = new();
    }

    private sealed record JobStartDue(DateTimeOffset Occurrence) : INoSerializationVerificationNeeded
    {
        public const string Key = "job-start";
    }

    /// <param name="Attempt">Null when it was cancelled.</param>
    private sealed record AttemptDone(Round Round, Attempt? Attempt) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    private sealed class PingDue : INoSerializationVerificationNeeded
    {
        public const string Key = "ping";
        public static readonly PingDue Instance = new();
    }

    private sealed class ReadPings : INoSerializationVerificationNeeded
    {
        public const string Key = "read-pings";
        public static readonly ReadPings Instance = new();
    }

    /// <param name="Problem">Why they cannot be read; null when they were.</param>
    private sealed record PastPings(PingProgress Progress, string? Problem = null) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    private sealed record FailuresCounted(string Incident, int Count) : IDeadLetterSuppression;

    private sealed record PastCounted(Recount Past, FlapMeter Outcomes) : IDeadLetterSuppression;

    private sealed record JobStartDone(string? JobId, string? Problem) : IDeadLetterSuppression;
}
