using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Config;

/// <summary>One short text for all that a definition came from: equal texts mean that nothing changed.</summary>
/// <remarks>Hashed, because filled placeholders can hold passwords. Order of keys, comments and layout do not matter.</remarks>
internal static class Fingerprints
{
    /// <summary>Of a mapping, and of what else it depends on.</summary>
    public static string Of(YamlMap filled, string more)
    {
        var bytes = Json(filled);
        bytes.Write(Encoding.UTF8.GetBytes(more));
        return Convert.ToHexStringLower(SHA256.HashData(bytes.WrittenSpan));
    }

    public static string Of(CheckDefinition check, YamlMap filled)
    {
        var bytes = Json(filled);
        bytes.Write(Encoding.UTF8.GetBytes(FormattableString.Invariant(
            $"|{check.Name}|{check.Interval}|{check.Timeout}|{check.Retries}|{check.RetryBackoff}|{check.RetryOn}")));
        bytes.Write(Encoding.UTF8.GetBytes(FormattableString.Invariant($"|{check.WarnAbove}|{check.FailAbove}|{check.Zone.Id}")));
        if (check.Schedule is { } schedule) // what it may have from global:
            bytes.Write(Encoding.UTF8.GetBytes(FormattableString.Invariant($"|{schedule}|{check.Patience.StartPeriod}")));
        return Convert.ToHexStringLower(SHA256.HashData(bytes.WrittenSpan));
    }

    private static ArrayBufferWriter<byte> Json(YamlMap filled)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
            YamlJson.Write(json, filled, sorted: true);
        return bytes;
    }
}
