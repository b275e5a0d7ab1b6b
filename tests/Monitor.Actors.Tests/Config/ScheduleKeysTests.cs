using Monitor.Actors.Checks;
using static Monitor.Actors.Tests.Config.Support.SomeConfig;

namespace Monitor.Actors.Tests.Config;

/// <summary>How often, when, and how many rounds it takes: the keys of it.</summary>
public sealed class ScheduleKeysTests
{
    private static CheckDefinition One(params string[] lines) => Good(Http(lines)).Checks.Single();

    private static string Fault(params string[] lines) => Assert.Single(Faults(Http(lines)));

    [Fact]
    public void Without_them_one_round_decides_and_the_interval_says_it_all()
    {
        var check = One();
        Assert.Same(Patience.None, check.Patience);
        Assert.Equal((null, null), (check.Timetable, check.Schedule));
    }

    [Fact]
    public void A_check_says_how_patient_to_be()
    {
        var check = One("interval: 1m", "retry_interval: 10s", "failure_threshold: 3", "success_threshold: 2", "start_period: 5m");
        Assert.Equal(
            new Patience { RetryInterval = TimeSpan.FromSeconds(10), FailureThreshold = 3, SuccessThreshold = 2, StartPeriod = TimeSpan.FromMinutes(5) },
            check.Patience);
        Assert.Equal("every 60s, every 10s while failing; down after 3 failed rounds, up after 2 good ones", check.Schedule);
    }

    [Fact]
    public void What_an_entry_does_not_say_comes_from_global()
    {
        const string Global = "global: {retry_interval: 10s, failure_threshold: 3, success_threshold: 2, start_period: 1m, startup_grace: 90s, check_period: 'Mon-Fri 06:00-20:00'}\n";
        var check = Good(Global + Http("success_threshold: 1", "interval: 5s")).Checks.Single();
        Assert.Equal(
            new Patience { FailureThreshold = 3, StartPeriod = TimeSpan.FromMinutes(1), StartupGrace = TimeSpan.FromSeconds(90) },
            check.Patience); // every 10 s is no hurry
        Assert.Equal("Mon-Fri 06:00-20:00", check.Timetable!.HoursText);
        Assert.Equal("00:00-24:00", Good(Global + Http("check_period: 00:00-24:00")).Checks.Single().Timetable!.HoursText);
        Assert.NotEqual(check.Fingerprint, Good(Global.Replace("threshold: 3", "threshold: 4", StringComparison.Ordinal) + Http("success_threshold: 1", "interval: 5s")).Checks.Single().Fingerprint);
    }

    [Fact]
    public void A_schedule_takes_the_place_of_the_interval()
    {
        var check = One("schedule: '*/15 6-20 * * 1-5'", "timezone: Europe/Berlin", "retry_interval: 2m");
        Assert.Equal(("*/15 6-20 * * 1-5", "Europe/Berlin", TimeSpan.FromMinutes(2)), (check.Timetable!.Cron, check.Timetable.Zone.Id, check.Patience.RetryInterval));
        Assert.Equal("schedule */15 6-20 * * 1-5, every 2m while failing; Europe/Berlin", check.Schedule);
        Assert.Equal(check.Fingerprint, One("retry_interval: 2m", "timezone: Europe/Berlin", "schedule: '*/15 6-20 * * 1-5'").Fingerprint);
    }

    [Theory]
    [InlineData("Mon-Fri 06:00-20:00", 0b011_1110, 360, 1200)]
    [InlineData("06:00-20:00", 0b111_1111, 360, 1200)]
    [InlineData("Sat,Sun 00:00-24:00", 0b100_0001, 0, 1440)]
    [InlineData("fri-mon 22:00-6:00", 0b110_0011, 1320, 1800)]
    [InlineData("Wed 23:30-00:00", 0b000_1000, 1410, 1440)]
    public void Hours_are_days_and_times(string text, int days, int from, int to) =>
        Assert.Equal([new ActiveHours.Span(days, from, to)], One($"check_period: '{text}'").Timetable!.Hours!.Spans);

    [Fact]
    public void Hours_may_have_several_spans()
    {
        var timetable = One("check_period: [Mon-Fri 06:00-20:00, Sat 08:00-12:00]", "timezone: Europe/Berlin").Timetable!;
        Assert.Equal(2, timetable.Hours!.Spans.Length);
        Assert.Equal("every 30s; Mon-Fri 06:00-20:00, Sat 08:00-12:00 (Europe/Berlin)", One("check_period: [Mon-Fri 06:00-20:00, Sat 08:00-12:00]", "timezone: Europe/Berlin").Schedule);
    }

    [Theory]
    [InlineData("retry_interval: 31s", "31s is above the interval of 30s")]
    [InlineData("failure_threshold: 0", "a whole number from 1 to 100")]
    [InlineData("success_threshold: 101", "a whole number from 1 to 100")]
    [InlineData("start_period: 25h", "a duration from 0ms to 24h")]
    [InlineData("startup_grace: 1m", "unknown key")]
    [InlineData("schedule: '61 * * * *'", "is not a cron expression")]
    [InlineData("schedule: '@dayly'", "is not a cron expression")]
    [InlineData("schedule: '0 0 30 2 *'", "never comes")]
    [InlineData("check_period: Mon-Fry 06:00-20:00", "did you mean Fri?")]
    [InlineData("check_period: 06:00", "is not a span of hours")]
    [InlineData("check_period: 06:60-20:00", "is not a span of hours")]
    [InlineData("check_period: 24:00-20:00", "is not a span of hours")]
    [InlineData("check_period: 06:00-06:00", "write 00:00-24:00 for whole days")]
    [InlineData("check_period: Mon-Wed-Fri 06:00-20:00", "unknown day")]
    public void What_makes_no_sense_is_a_problem_with_a_fix(string line, string part) => Assert.Contains(part, Fault(line), StringComparison.Ordinal);

    [Fact]
    public void Two_ways_to_say_when_are_one_too_many() =>
        Assert.Contains("said twice, as schedule and interval", Fault("schedule: '0 * * * *'", "interval: 1m"), StringComparison.Ordinal);

    [Fact]
    public void A_schedule_that_never_meets_its_hours_is_refused() =>
        Assert.Contains("never comes within check_period", Fault("schedule: '0 3 * * *'", "check_period: 06:00-20:00"), StringComparison.Ordinal);

    [Fact]
    public void A_schedule_has_no_pauses_that_are_as_long_as_its_interval() =>
        Assert.Empty(Faults(Http("schedule: '0 3 * * *'", "retries: 3", "retry_backoff: 1m")));
}
