using System.Globalization;

namespace Monitor.Actors.Config;

/// <summary>A number of things in words; pure.</summary>
public static class Counted
{
    /// <summary>Such as <c>1 check</c>, <c>2 checks</c>.</summary>
    public static string Of(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
