using Akka.Actor;

namespace Monitor.Actors.Alerts;

/// <content>Who is told while the channel does not deliver.</content>
public sealed partial class ChannelActor
{
    /// <summary>When the first attempt failed after which none went well; null while it delivers.</summary>
    private DateTimeOffset? _failingSince;

    /// <summary>The channel that is to be told now; null while this one may still deliver in time.</summary>
    private string? Instead => _failingSince is { } since && _fallback is { } fallback && fallback.IsDue(_attempts, _time.GetUtcNow() - since) ? fallback.Channel : null;

    /// <summary>A receiver may ask for a longer pause than the fallback waits for.</summary>
    private void NoteFailure(DateTimeOffset now)
    {
        if (_failingSince is not null)
            return;
        _failingSince = now;
        if (_fallback is { } fallback)
            Timers.StartSingleTimer(FallBack.Key, FallBack.Instance, fallback.After);
    }

    private sealed class FallBack : INoSerializationVerificationNeeded
    {
        public const string Key = "fall-back";
        public static readonly FallBack Instance = new();
    }
}
