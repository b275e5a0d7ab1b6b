using System.Globalization;

namespace Monitor.Actors.Config;

/// <summary>A number of things in words; pure.</summary>
public static class Counted
{
    /// <summary>Such as <c>1 check</c>, <c>2 checks</c>.</summary>
    public static string Of(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    /// <summary>How many checks did what was asked, how many did not, and why the first of those.</summary>
    /// <param name="did">Such as <c>paused</c>.</param>
    public static string Partly(int done, int refused, string did, string why) =>
        $"{(done == 0 ? $"Not {did}" : $"{Of(done, "check")} {did}; {refused} not")}: {why}{(refused > 1 ? $"; and {refused - 1} more" : "")}";
}
