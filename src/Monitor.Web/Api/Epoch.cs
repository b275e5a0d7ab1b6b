using System.Globalization;
using Monitor.Actors.Checks;

namespace Monitor.Web.Api;

/// <summary>Times as the API has them: epoch seconds out, epoch seconds or ISO 8601 in.</summary>
public static class Epoch
{
    public static double? Seconds(DateTimeOffset? at) => at is { } time ? Seconds(time) : null;

    public static double Seconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / 1000.0;

    /// <summary>What to say of a text that is no time.</summary>
    public static string Fault(string name, string text) => $"{name}: \"{ErrorDetails.Short(text)}\" is neither epoch seconds nor ISO 8601";

    /// <summary>Null when there is none, or with a problem when it cannot be read.</summary>
    public static DateTimeOffset? Read(string name, string? text, ref string? problem)
    {
        if (text is null)
            return null;
        if (TryParse(text, out var at))
            return at;
        problem ??= Fault(name, text);
        return null;
    }

    public static bool TryParse(string text, out DateTimeOffset at)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) < 6e10)
        {
            at = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
            return true;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);
    }
}
