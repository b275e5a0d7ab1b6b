using System.Globalization;

namespace Monitor.Web.Api;

/// <summary>Times as the API has them: epoch seconds out, epoch seconds or ISO 8601 in.</summary>
public static class Epoch
{
    public static double? Seconds(DateTimeOffset? at) => at is { } time ? Seconds(time) : null;

    public static double Seconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / 1000.0;

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
