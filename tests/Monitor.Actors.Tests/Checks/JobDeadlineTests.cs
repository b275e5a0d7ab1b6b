using Monitor.Actors.Checks;

namespace Monitor.Actors.Tests.Checks;

public sealed class JobDeadlineTests
{
    public static TheoryData<string> Zones { get; } =
    [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "America/Santiago",
        "Pacific/Chatham", "Asia/Kolkata", "Africa/Cairo", "America/Havana", "UTC",
    ];

    [Theory]
    [MemberData(nameof(Zones))]
    public void Every_local_day_has_exactly_one_instant(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        foreach (var time in Times)
        {
            var before = DateTimeOffset.MinValue;
            for (var day = new DateOnly(2024, 1, 1); day <= new DateOnly(2030, 12, 31); day = day.AddDays(1))
            {
                var at = JobDeadline.InstantOf(day, time, zone);
                Assert.Equal(day, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime));
                Assert.True(at > before, $"{day} {time}");
                before = at;
            }
        }
    }

    private static IEnumerable<TimeOnly> Times =>
        new[] { 0, 15, 30, 60, 90, 105, 119, 120, 135, 150, 165, 180, 185, 360, 720, 1380, 1439 }.Select(minute => new TimeOnly(minute / 60, minute % 60));

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00Z")] // the gap's end, 03:00
    [InlineData("Europe/Berlin", "2026-03-29", "03:00", "2026-03-29T01:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29", "01:59", "2026-03-29T00:59Z")]
    [InlineData("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T01:30Z")] // the second 02:30
    [InlineData("Europe/Berlin", "2026-10-25", "03:00", "2026-10-25T02:00Z")]
    [InlineData("America/New_York", "2026-03-08", "02:30", "2026-03-08T07:00Z")]
    [InlineData("America/New_York", "2026-11-01", "01:30", "2026-11-01T06:30Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "02:10", "2026-10-03T15:30Z")] // half an hour of gap
    [InlineData("Asia/Kolkata", "2026-03-29", "02:30", "2026-03-28T21:00Z")]
    public void A_gap_ends_in_its_first_instant_and_an_overlap_in_the_later_one(string zone, string day, string time, string expected) =>
        Assert.Equal(
            DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            JobDeadline.InstantOf(
                DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
                TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture),
                TimeZoneInfo.FindSystemTimeZoneById(zone)));
}
