using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Finds time zones by their IANA name and says what was meant when there is none.</summary>
internal static class Zones
{
    public static ConfigKey Key(string meaning) => new("timezone", KeyShape.Text, meaning) { Range = "IANA name: `Europe/Berlin`" };

    /// <summary>The default for showing times (PARITY D4); India has one offset and no summer time.</summary>
    public static TimeZoneInfo Display { get; } = TimeZoneInfo.TryFindSystemTimeZoneById("Asia/Kolkata", out var zone)
        ? zone
        : TimeZoneInfo.CreateCustomTimeZone("Asia/Kolkata", TimeSpan.FromHours(5.5), "India", "India Standard Time");

    public static TimeZoneInfo? Read(YamlSection keys, string key)
    {
        if (keys.TextOrNull(key) is not { } id)
            return null;
        if (LooksLikeId(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
            return zone;
        keys.Problem(key, $"unknown time zone {Shown.Quoted(id)}", Fix(id));
        return null;
    }

    private static bool LooksLikeId(string id) =>
        id.Length is > 0 and < 60 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '-' or '+');

    private static string Fix(string id)
    {
        var known = TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).ToList();
        return known.Count < 10
            ? "this machine has no time zones; install the package tzdata"
            : Suggestion.For(id, known, "write it like Europe/Berlin, Asia/Kolkata or UTC");
    }
}
