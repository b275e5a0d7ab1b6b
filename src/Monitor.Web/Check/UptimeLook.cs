using System.Globalization;
using Monitor.Actors.History;
using Monitor.Web.Shared;

namespace Monitor.Web.Check;

/// <summary>Uptime in words: never a share without what it is a share of, and what is not in it.</summary>
public static class UptimeLook
{
    public const string Method =
        "The share of observed rounds that did not FAIL; WARN is up. Rounds without data, rounds in maintenance, and time without rounds are left out; the time is told.";

    public static string Sentence(Uptime uptime)
    {
        var share = uptime.Share is { } value
            ? $"{Spans.Percent(value)} % of {Count(uptime.Observed)} observed round{(uptime.Observed == 1 ? "" : "s")}"
            : "No observed rounds";
        var warn = uptime.Warn > 0 ? $", {Count(uptime.Warn)} of them WARN" : "";
        string[] missing = [.. NotObserved(uptime)];
        string[] planned = [.. NotCounted(uptime)];
        return share + warn + (planned.Length > 0 ? $"; not counted: {string.Join(", ", planned)}" : "") + (missing.Length > 0 ? $"; not observed: {string.Join(", ", missing)}" : "");
    }

    private static IEnumerable<string> NotCounted(Uptime uptime)
    {
        if (uptime.Maintenance >= TimeSpan.FromSeconds(1))
            yield return $"{Spans.Short(uptime.Maintenance)} maintenance";
        if (uptime.Paused >= TimeSpan.FromSeconds(1))
            yield return $"{Spans.Short(uptime.Paused)} paused";
    }

    private static IEnumerable<string> NotObserved(Uptime uptime)
    {
        if (uptime.Unknown > 0)
            yield return $"{Count(uptime.Unknown)} round{(uptime.Unknown == 1 ? "" : "s")} without data";
        if (uptime.NotRunning >= TimeSpan.FromSeconds(1))
            yield return $"{Spans.Short(uptime.NotRunning)} monitor not running";
        if (uptime.NoResults >= TimeSpan.FromSeconds(1))
            yield return $"{Spans.Short(uptime.NoResults)} without results";
        if (uptime.BeforeFirst >= TimeSpan.FromSeconds(1))
            yield return $"{Spans.Short(uptime.BeforeFirst)} before the first result";
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
