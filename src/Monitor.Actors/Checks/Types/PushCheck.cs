using System.Buffers;
using System.Collections.Immutable;
using Monitor.Actors.Checks.Pings;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Types;

/// <summary>Asks nobody: the target pings, and is down when its pings stay away or say so.</summary>
public sealed class PushCheck() : CheckType<PingRules>("push")
{
    private const int ShortestToken = 16;
    private const int LongestToken = 128;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(366);
    private static readonly TimeSpan LongestGrace = TimeSpan.FromDays(31);
    private static readonly TimeSpan DefaultGrace = TimeSpan.FromMinutes(1);

    private static readonly SearchValues<char> TokenLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public override string Example => """
        { name: backup, type: push, token: 'x1Jw9_example_only', schedule: "0 2 * * *", grace: 30m, start_grace: 5m,
          finish_within: 4h, min_duration: 1m }
        """;

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("token", KeyShape.Text, "whoever knows it may ping; no two checks may have the same") { Required = true, Range = $"{ShortestToken} to {LongestToken} letters, digits, `-`, `_`" },
        new("period", KeyShape.Duration(Second, LongestPeriod), "the time from one success to the next") { Absent = "`interval`, where that is written" },
        new("schedule", KeyShape.Text, "instead of `period`: when a success is expected, in the check's `timezone`") { Range = "five cron fields" },
        new("grace", KeyShape.Duration(Second, LongestGrace), "how late a success may be") { Default = "1m" },
        new("start_grace", KeyShape.Duration(Second, LongestGrace), "how late a run may start, for targets that ping at the start too") { Absent = "`grace`" },
        new("finish_within", KeyShape.Duration(Second, LongestGrace), "how long a run may take from its start ping on"),
        new("min_duration", KeyShape.Duration(Second, LongestGrace), "a success that took less than this is suspicious, and the check WARN until the next"),
    ];

    public override bool OwnsSchedule => true;

    protected override PingRules Read(YamlSection keys)
    {
        var (period, cron) = ExpectationOf(keys);
        var (least, most) = (keys.DurationOrNull("min_duration", Second, LongestGrace), keys.DurationOrNull("finish_within", Second, LongestGrace));
        if (least >= most)
            keys.Problem("min_duration", "is not below finish_within", "shorten it: no run could be as it should");
        return new PingRules(
            TokenOf(keys),
            period,
            cron,
            keys.Duration("grace", DefaultGrace, Second, LongestGrace),
            keys.DurationOrNull("start_grace", Second, LongestGrace),
            most)
        {
            MinDuration = least,
        };
    }

    protected override string Target(PingRules spec) => $"pings {spec.Expected}";

    protected override PingRules Pings(PingRules spec) => spec;

    /// <summary>Only somebody who tries the entry out gets here: the check itself answers from the pings it has had.</summary>
    protected override Task<Observation> ProbeAsync(PingRules spec, ProbeContext context, CancellationToken cancel) =>
        Task.FromResult(ErrorDetails.NotObserved("nothing to try out: this check waits to be pinged"));

    private static Secret TokenOf(YamlSection keys)
    {
        var token = keys.Text("token");
        if (token == TokenMask.Mask)
            keys.Problem("token", "is not shown, so it cannot be kept", "write the token again");
        var isLetters = !token.AsSpan().ContainsAnyExcept(TokenLetters);
        if (token.Length > 0 && token != TokenMask.Mask && !token.StartsWith('{') && (!isLetters || token.Length is < ShortestToken or > LongestToken))
            keys.Problem("token", $"must have {ShortestToken} to {LongestToken} letters, digits, - and _", "make one with openssl rand -hex 16");
        return new Secret(token);
    }

    private static (TimeSpan? Period, CronTimes? Cron) ExpectationOf(YamlSection keys)
    {
        var period = keys.DurationOrNull("period", Second, LongestPeriod);
        var cron = keys.TextOrNull("schedule");
        if (cron is not null && keys.Has("period"))
            keys.Problem("schedule", "said twice, as period and as schedule", "remove one of the two");
        if (cron is null)
            return (period ?? IntervalOf(keys), null);
        if (CronTimes.Parse(cron) is { } schedule)
            return (null, schedule);
        keys.Problem("schedule", $"\"{cron}\" is not a cron expression", "write five fields, such as \"0 2 * * *\"");
        return (LongestPeriod, null);
    }

    /// <summary>Whoever writes an interval and no period means that.</summary>
    private static TimeSpan IntervalOf(YamlSection keys)
    {
        if (keys.TextOrNull("interval") is { } interval)
            return Durations.Parse(interval) ?? LongestPeriod; // what is wrong with it is reported where all checks' is
        if (keys.Missing("period"))
            keys.Problem("period", "missing", "write period: 1h, the time from ping to ping, or schedule: with five cron fields");
        return LongestPeriod;
    }
}
