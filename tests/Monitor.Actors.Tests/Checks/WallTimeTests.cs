using System.Globalization;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Tests.Checks;

/// <summary>R-36: minute by minute, 26 hours to each side of every change of clocks from 2020 to 2035, against clocks that are read.</summary>
public sealed class WallTimeTests
{
    private const int Reach = 26 * 60;

    public static TheoryData<string> Zones { get; } =
    [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
        "America/Santiago", "Pacific/Chatham", "Asia/Kolkata", "UTC",
    ];

    /// <summary>What the clock on the wall shows at each minute around a change; a zone without changes has one ordinary day.</summary>
    private static IEnumerable<(DateTimeOffset At, DateTime Wall)[]> Changes(TimeZoneInfo zone, int reach = Reach)
    {
        var changes = 0;
        var (end, offset) = (Utc(2036), zone.GetUtcOffset(Utc(2020)));
        for (var at = Utc(2020); at < end; at = at.AddHours(1))
        {
            if (zone.GetUtcOffset(at) == offset)
                continue;
            (offset, changes) = (zone.GetUtcOffset(at), changes + 1);
            yield return Minutes(at, zone, reach);
        }

        if (changes == 0)
            yield return Minutes(Utc(2026), zone, reach);
    }

    private static (DateTimeOffset At, DateTime Wall)[] Minutes(DateTimeOffset around, TimeZoneInfo zone, int reach) =>
        [.. Enumerable.Range(-reach, 2 * reach).Select(minute => around.AddMinutes(minute)).Select(at => (at, TimeZoneInfo.ConvertTime(at, zone).DateTime))];

    private static DateTimeOffset Utc(int year) => new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The days of which every minute is at hand.</summary>
    private static IEnumerable<DateOnly> Days((DateTimeOffset At, DateTime Wall)[] minutes) =>
        minutes.Select(minute => DateOnly.FromDateTime(minute.Wall)).Distinct().Where(day =>
            minutes[0].Wall < day.ToDateTime(TimeOnly.MinValue) && minutes[^1].Wall > day.ToDateTime(new TimeOnly(23, 59)));

    /// <summary>Each minute of a day with its first and last instant; a minute that the clock never showed has the next it did.</summary>
    private static IEnumerable<(DateTime Wall, DateTimeOffset First, DateTimeOffset Last)> Read((DateTimeOffset At, DateTime Wall)[] minutes)
    {
        var first = new Dictionary<DateTime, DateTimeOffset>();
        var last = new Dictionary<DateTime, DateTimeOffset>();
        foreach (var (at, wall) in minutes)
        {
            first.TryAdd(wall, at);
            last[wall] = at;
        }

        foreach (var day in Days(minutes))
            for (var minute = 0; minute < 24 * 60; minute++)
            {
                var wall = day.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
                var shown = wall;
                while (!first.ContainsKey(shown))
                    shown = shown.AddMinutes(1);
                yield return (wall, first[shown], last[shown]);
            }
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void A_time_of_day_is_what_the_clock_shows_and_after_a_gap_the_first_that_it_shows(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        var looked = 0;
        foreach (var (wall, first, last) in Changes(zone).SelectMany(Read))
        {
            looked++;
            if (WallTime.Earlier(wall, zone) != first || WallTime.Later(wall, zone) != last)
                Assert.Fail($"{wall:s}: {WallTime.Earlier(wall, zone):u} to {WallTime.Later(wall, zone):u}, the clock shows it {first:u} to {last:u}");
        }

        Assert.True(looked >= 24 * 60);
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void Success_by_and_start_by_are_missed_once_a_local_day_at_its_instant(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        foreach (var by in new[] { new TimeOnly(0, 0), new TimeOnly(2, 30), new TimeOnly(23, 59) })
            foreach (var minutes in Changes(zone))
            {
                var missed = Misses(new JobDeadline(by) { StartBy = by }, minutes, zone);
                foreach (var day in Days(minutes))
                    foreach (var window in new[] { $"{day:yyyy-MM-dd}", $"start_by-{day:yyyy-MM-dd}" })
                        Assert.Equal([WallTime.Later(day.ToDateTime(by), zone)], missed.Where(miss => miss.Window == window).Select(miss => miss.At));
            }
    }

    /// <summary>When each deadline is told, if nothing ever succeeds.</summary>
    private static List<(string Window, DateTimeOffset At)> Misses(JobDeadline deadline, (DateTimeOffset At, DateTime Wall)[] minutes, TimeZoneInfo zone)
    {
        var missed = new List<(string Window, DateTimeOffset At)>();
        var job = JobProgress.None;
        foreach (var (at, _) in minutes)
            foreach (var miss in deadline.Missed(new JobMoment(new JobRun(null, "none", null), job, minutes[0].At, zone, at)).Where(miss => !job.Missed.Contains(miss.Window)))
            {
                missed.Add((miss.Window, at));
                job = job.Misses(miss.Window);
            }

        return missed;
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void Hours_are_on_from_the_first_instant_of_their_beginning_to_the_last_of_their_end(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        foreach (var minutes in Changes(zone, 2 * Reach))
        {
            var read = Read(minutes).ToDictionary(minute => minute.Wall);
            var whole = minutes.Where(minute => read.ContainsKey(minute.Wall.Date.AddDays(-1)) && read.ContainsKey(minute.Wall.Date.AddDays(1))).ToArray();
            foreach (var (from, to) in new[] { (150, 360), (0, 150), (1320, 165) })
            {
                var hours = new ActiveHours([ActiveHours.SpanOf(0b111_1111, from, to)]);
                foreach (var (at, wall) in whole)
                    if ((IsOn(wall.Date, at) || IsOn(wall.Date.AddDays(-1), at)) != hours.AreOn(at, zone))
                        Assert.Fail($"{from} to {to} at {at:u}");

                bool IsOn(DateTime day, DateTimeOffset at) =>
                    at >= read[day.AddMinutes(from)].First && at < read[day.AddMinutes(to > from ? to : to + 1440)].Last;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void Hours_open_when_they_say_they_will(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        var hours = new ActiveHours([ActiveHours.SpanOf(0b011_1110, 150, 360), ActiveHours.SpanOf(0b100_0001, 1320, 120)]);
        foreach (var minutes in Changes(zone))
        {
            DateTimeOffset? promised = null;
            foreach (var (at, _) in minutes)
            {
                var opens = hours.OpensAfter(at, zone);
                if (promised is { } before)
                    Assert.Equal(at >= before ? null : promised, opens); // kept, and not put off
                promised = opens;
            }
        }
    }

    /// <summary>A fixed time comes once a day; a step comes whenever the clock shows it, in both halves of an overlap.</summary>
    [Theory]
    [MemberData(nameof(Zones))]
    public void A_schedule_comes_when_the_clock_shows_it(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        var (daily, quarters) = (Schedule("30 2 * * *", zone), Schedule("*/15 * * * *", zone));
        foreach (var minutes in Changes(zone))
        {
            var comes = Comes(daily, minutes);
            foreach (var day in Days(minutes))
                Assert.Equal([WallTime.Earlier(day.ToDateTime(new TimeOnly(2, 30)), zone)], comes.Where(at => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime) == day));
            Assert.Equal(minutes.Where(minute => minute.Wall.Minute % 15 == 0).Select(minute => minute.At).Skip(1), Comes(quarters, minutes).Skip(1));
        }
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void A_schedule_within_hours_comes_only_then(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        var hours = new ActiveHours([ActiveHours.SpanOf(0b111_1111, 60, 210)]);
        var timetable = new Timetable("*/10 * * * *", hours, "01:00-03:30", zone);
        foreach (var minutes in Changes(zone))
            Assert.Equal(
                Comes(new Timetable("*/10 * * * *", null, null, zone), minutes).Where(at => hours.AreOn(at, zone)),
                Comes(timetable, minutes));
    }

    private static Timetable Schedule(string cron, TimeZoneInfo zone) => new(cron, null, null, zone);

    private static List<DateTimeOffset> Comes(Timetable timetable, (DateTimeOffset At, DateTime Wall)[] minutes)
    {
        var comes = new List<DateTimeOffset>();
        for (var at = timetable.NextAfter(minutes[0].At.AddTicks(-1)); at <= minutes[^1].At; at = timetable.NextAfter(at.Value))
        {
            Assert.True(comes.Count == 0 || at > comes[^1], $"{at:u} comes after {comes.LastOrDefault():u}");
            comes.Add(at.Value);
        }

        return comes;
    }

    [Theory]
    [InlineData("2026-03-06T18:59Z", null)] // Friday 19:59 in Berlin
    [InlineData("2026-03-06T19:00Z", "2026-03-09T05:00Z")] // 20:00: until Monday 06:00
    [InlineData("2026-03-08T12:00Z", "2026-03-09T05:00Z")]
    [InlineData("2026-03-09T05:00Z", null)]
    [InlineData("2026-03-27T20:00Z", "2026-03-30T04:00Z")] // clocks are set forward on that Sunday
    public void Over_the_weekend_hours_are_off(string at, string? opens)
    {
        var hours = new ActiveHours([ActiveHours.SpanOf(0b011_1110, 6 * 60, 20 * 60)]);
        Assert.Equal(opens is null ? null : Parse(opens), hours.OpensAfter(Parse(at), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")));
    }

    [Fact]
    public void A_night_belongs_to_the_day_on_which_it_begins()
    {
        var fridayNight = new ActiveHours([ActiveHours.SpanOf(0b010_0000, 22 * 60, 6 * 60)]);
        Assert.True(fridayNight.AreOn(Parse("2026-03-07T05:59Z"), TimeZoneInfo.Utc));
        Assert.False(fridayNight.AreOn(Parse("2026-03-07T06:00Z"), TimeZoneInfo.Utc));
        Assert.False(fridayNight.AreOn(Parse("2026-03-07T23:00Z"), TimeZoneInfo.Utc));
    }

    [Fact]
    public void The_time_between_occurrences_and_outside_the_hours_is_no_silence()
    {
        var always = TimeSpan.FromSeconds(65);
        var office = new ActiveHours([ActiveHours.SpanOf(0b011_1110, 6 * 60, 20 * 60)]);
        var byInterval = new Timetable(null, office, "Mon-Fri 06:00-20:00", TimeZoneInfo.Utc);
        Assert.Equal(always, byInterval.LongestSilence(Parse("2026-03-06T12:00Z"), always));
        Assert.Equal(TimeSpan.FromMinutes((58 * 60) + 1) + always, byInterval.LongestSilence(Parse("2026-03-06T19:59Z"), always));

        var scheduled = new Timetable("*/15 * * * *", office, "Mon-Fri 06:00-20:00", TimeZoneInfo.Utc);
        Assert.Equal(TimeSpan.FromMinutes(30) + always, scheduled.LongestSilence(Parse("2026-03-06T12:00:03Z"), always));
        Assert.Equal(TimeSpan.FromMinutes(30) + always, scheduled.LongestSilence(Parse("2026-03-06T12:00:59Z"), always));
        Assert.Equal(TimeSpan.FromMinutes((58 * 60) + 30) + always, scheduled.LongestSilence(Parse("2026-03-06T19:45Z"), always)); // Monday 06:15
    }

    private static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
