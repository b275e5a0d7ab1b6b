using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>How often, how long and how stubbornly to look.</summary>
internal sealed record Pace
{
    public static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan MaxInterval = TimeSpan.FromHours(24);
    public static readonly TimeSpan MinTimeout = TimeSpan.FromMilliseconds(100);
    public static readonly TimeSpan MaxTimeout = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan MaxBackoff = TimeSpan.FromMinutes(10);
    public const int MostRetries = 20;

    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    public int Retries { get; init; }

    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(5);

    public RetryOn RetryOn { get; init; } = RetryOn.AnyFailure;

    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("interval", KeyShape.Duration(MinInterval, MaxInterval), "from start to start of two rounds") { Default = "30s" },
        new("timeout", KeyShape.Duration(MinTimeout, MaxTimeout), "one attempt may take no longer, everything included") { Default = "5s" },
        new("retries", KeyShape.Whole(0, MostRetries), "further attempts of a failed round before it counts") { Default = "0" },
        new("retry_backoff_s", KeyShape.Duration(TimeSpan.Zero, MaxBackoff), "pause before each retry") { Default = "5s" },
        new("retry_backoff", KeyShape.Duration(TimeSpan.Zero, MaxBackoff), "another word for `retry_backoff_s`; only one of the two") { Absent = "as `retry_backoff_s`" },
        new("retry_on", KeyShape.ListOrOne(KeyShape.Choice("error", "failure")), "which rounds are retried; `[error]`: only those without a usable answer, as the original program did") { Default = "[failure]" },
    ];

    /// <summary>When every failing round misses the next one, however fast the target answers: the numbers, in a sentence.</summary>
    public string? TooSlow
    {
        get
        {
            var pauses = Backoff * Retries;
            return pauses < Interval ? null
                : $"the pauses between the attempts of a failing round take {Shown.Duration(pauses)} ({Retries} × {Shown.Duration(Backoff)}),"
                    + $" as long as the interval of {Shown.Duration(Interval)}";
        }
    }

    public static Pace Read(YamlSection keys, Pace otherwise) => new()
    {
        Interval = keys.Duration("interval", otherwise.Interval, MinInterval, MaxInterval),
        Timeout = keys.Duration("timeout", otherwise.Timeout, MinTimeout, MaxTimeout),
        Retries = keys.Number("retries", otherwise.Retries, min: 0, MostRetries),
        Backoff = ReadBackoff(keys) ?? otherwise.Backoff,
        RetryOn = ReadRetryOn(keys) ?? otherwise.RetryOn,
    };

    /// <summary>With a schedule the interval is no more than how finely the clock is looked at.</summary>
    public Pace On(Timetable? timetable) => timetable?.Cron is null ? this : this with { Interval = Timetable.Grain };

    private static TimeSpan? ReadBackoff(YamlSection keys)
    {
        var seconds = keys.DurationOrNull("retry_backoff_s", TimeSpan.Zero, MaxBackoff);
        var backoff = keys.DurationOrNull("retry_backoff", TimeSpan.Zero, MaxBackoff);
        if (seconds is not null && backoff is not null)
            keys.Problem("retry_backoff", "said twice, as retry_backoff and retry_backoff_s", "remove one of the two");
        return backoff ?? seconds;
    }

    private static RetryOn? ReadRetryOn(YamlSection keys)
    {
        var words = keys.TextNodes("retry_on");
        foreach (var wrong in words.Where(word => word.Value is not ("error" or "failure")))
            keys.ProblemAt(wrong, "retry_on", $"unknown kind of failure {Shown.Quoted(wrong.Template)}",
                Suggestion.For(wrong.Value, ["error", "failure"], "write error or failure"));
        if (words.Count == 0)
            return null;
        return words.All(word => word.Value == "error") ? Checks.RetryOn.Error : Checks.RetryOn.AnyFailure;
    }
}
