namespace Monitor.Actors.Alerts;

/// <summary>How long a channel waits before it tries again: 10 s, doubling to 10 min, for at most a day.</summary>
public static class ChannelBackoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static TimeSpan ExpireAfter { get; } = TimeSpan.FromHours(24);

    /// <param name="failures">How many attempts in a row have failed before this one.</param>
    public static TimeSpan After(int failures)
    {
        var wait = First * Math.Pow(2, Math.Min(failures, 10));
        return wait < Longest ? wait : Longest;
    }
}
