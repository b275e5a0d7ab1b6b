namespace Monitor.Actors.Alerts;

/// <summary>How long a channel waits before it tries again: 10 s, doubling to 10 min, for at most a day.</summary>
public static class ChannelBackoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>A receiver that asks for more is asked again all the same.</summary>
    private static readonly TimeSpan LongestAsked = TimeSpan.FromHours(1);

    /// <summary>A receiver that asks for less is not asked without a pause.</summary>
    private static readonly TimeSpan ShortestAsked = TimeSpan.FromSeconds(1);

    public static TimeSpan ExpireAfter { get; } = TimeSpan.FromHours(24);

    /// <param name="failures">How many attempts in a row have failed before this one.</param>
    /// <param name="asked">What the receiver has asked for; it holds instead.</param>
    public static TimeSpan After(int failures, TimeSpan? asked = null)
    {
        if (asked is { } pause)
            return pause < ShortestAsked ? ShortestAsked : pause < LongestAsked ? pause : LongestAsked;
        var wait = First * Math.Pow(2, Math.Min(failures, 10));
        return wait < Longest ? wait : Longest;
    }
}
