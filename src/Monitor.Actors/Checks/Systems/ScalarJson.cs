using System.Globalization;
using System.Text.Json;

namespace Monitor.Actors.Checks.Systems;

/// <summary>Turns a value of a database into JSON, so that rules can be about it; pure.</summary>
internal static class ScalarJson
{
    private const int LongestText = 4096;

    public static JsonElement Of(object? value) => value switch
    {
        null or DBNull => JsonSerializer.SerializeToElement<object?>(null),
        string text => Text(text),
        bool flag => JsonSerializer.SerializeToElement(flag),
        double number when !double.IsFinite(number) => Text(number.ToString(CultureInfo.InvariantCulture)),
        float number when !float.IsFinite(number) => Text(number.ToString(CultureInfo.InvariantCulture)),
        sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal =>
            JsonSerializer.SerializeToElement(value, value.GetType()),
        DateTime time => Text(time.ToString("O", CultureInfo.InvariantCulture)),
        DateTimeOffset time => Text(time.ToString("O", CultureInfo.InvariantCulture)),
        TimeSpan span => JsonSerializer.SerializeToElement(span.TotalSeconds),
        byte[] bytes => Text(Convert.ToHexStringLower(bytes.AsSpan(0, Math.Min(bytes.Length, LongestText / 2)))),
        IFormattable other => Text(other.ToString(null, CultureInfo.InvariantCulture)),
        _ => Text(value.ToString() ?? ""),
    };

    private static JsonElement Text(string text) =>
        JsonSerializer.SerializeToElement(text.Length <= LongestText ? text : text[..LongestText]);
}
