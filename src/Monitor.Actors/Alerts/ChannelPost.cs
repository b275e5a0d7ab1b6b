namespace Monitor.Actors.Alerts;

/// <summary>Which of the alerts that wait for a channel are told next, when, and in which words; used by one thread.</summary>
internal sealed class ChannelPost(Grouping? grouping, bool isForMachines)
{
    private readonly Dictionary<string, DateTimeOffset> _lastSent = new(StringComparer.Ordinal);

    /// <summary>What was made last; null when nothing waited.</summary>
    private Bundle? _bundle;

    /// <summary>When an alert that comes now is due at the latest.</summary>
    public DateTimeOffset DueOf(DateTimeOffset now) => now + (grouping?.Wait ?? TimeSpan.Zero);

    /// <summary>Null when nothing waits. What was not taken is sent again as it was, so that a receiver can drop repeats.</summary>
    /// <param name="isAgain">Whether the last attempt failed.</param>
    public Bundle? Next(ChannelQueue queue, bool isAgain, DateTimeOffset now) => _bundle = Story(queue, now)
        ?? (isAgain && _bundle is { } same && same.Alerts.All(offer => queue.Holds(offer.Alert.Id)) ? same : Fresh(queue, now));

    /// <param name="trouble">What has kept the channel from delivering; null when nothing is known to have.</param>
    public Alert Told(Bundle bundle, string? trouble, DateTimeOffset now)
    {
        var alert = bundle.IsStory ? LateStory.Of(bundle) : bundle.Alerts is [var only] ? Alert.Of(only) : Digest.Of(bundle.Alerts);
        var meant = grouping is null ? TimeSpan.Zero : grouping.Wait + grouping.Interval;
        string[] said = [.. new[] { AlertWords.Delay(now - bundle.Alerts[0].Alert.TellsOf - meant, trouble), alert.Delay }.OfType<string>()];
        return alert with { Delay = said.Length == 0 ? null : string.Join("; ", said) };
    }

    /// <summary>The last bundle was taken. Groups that have been quiet for long are forgotten.</summary>
    public void Delivered(DateTimeOffset now)
    {
        if (grouping is null || _bundle is not { } bundle)
            return;
        foreach (var old in _lastSent.Where(group => now - group.Value > grouping.Interval).Select(group => group.Key).ToArray())
            _lastSent.Remove(old);
        if (grouping.Interval > TimeSpan.Zero && bundle.Alerts.Length < Bundle.Most)
            _lastSent[bundle.Key] = now; // what did not fit follows at once
    }

    private Bundle? Story(ChannelQueue queue, DateTimeOffset now) => grouping is null && !isForMachines ? LateStory.Next(queue, now) : null;

    private Bundle? Fresh(ChannelQueue queue, DateTimeOffset now) => grouping is not null
        ? Bundle.Next(queue.Waiting, grouping, _lastSent, now)
        : queue.Next is { } next ? new Bundle("", [next.Offer], TimeSpan.Zero) : null;
}
