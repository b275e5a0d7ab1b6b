using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using static Monitor.Actors.Checks.AlertSettlement;

namespace Monitor.Actors.Alerts;

/// <content>What is done while the channel does not deliver.</content>
public sealed partial class ChannelActor
{
    /// <summary>When the first attempt failed after which none went well; null while it delivers.</summary>
    private DateTimeOffset? _failingSince;

    /// <summary>Who stands in for it.</summary>
    private ImmutableArray<string> Others => _fallback?.Channels ?? [];

    /// <summary>Who is to be told now; nobody while this one may still deliver in time.</summary>
    private ImmutableArray<string> Instead => _failingSince is { } since && _fallback?.IsDue(_attempts, _time.GetUtcNow() - since) == true ? Others : [];

    private void TryLater(string why, TimeSpan? after)
    {
        var now = _time.GetUtcNow();
        _trouble = why;
        NoteFailure(now);
        Timers.StartSingleTimer(TryAgain.Key, TryAgain.Instance, ChannelBackoff.After(_attempts, after));
        if (_attempts++ == 0)
            _log.Warning("{0} does not deliver: {1}", _notifier.Name, why);
        foreach (var old in Queue.RaisedBefore(now - ChannelBackoff.ExpireAfter))
            GiveUp(old, $"not delivered within {ChannelBackoff.ExpireAfter.TotalHours:0} h: {why}");
        Context.System.EventStream.Publish(
            new ChannelChanged(_notifier.Name, $"{_notifier.Name}: not delivered, {Queue.Count} queued: {why}", now));
        HoldAll();
    }

    private void HoldAll()
    {
        foreach (var waiting in Queue.Waiting)
            Settle(waiting.Offer, waiting.Owner, Held, _trouble);
    }

    /// <summary>The receiver has answered, be it with a refusal.</summary>
    private void Answered()
    {
        if (_attempts > 0)
            _log.Info("{0} delivers again", _notifier.Name);
        Works();
    }

    private void Works()
    {
        if (_attempts > 0)
            Context.System.EventStream.Publish(new ChannelChanged(_notifier.Name, null, _time.GetUtcNow()));

        _attempts = 0;
        _failingSince = null;
        Timers.Cancel(FallBack.Key);
    }

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
