using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Monitor.Actors.Config;

/// <summary>What a plain scalar means: the core schema of YAML 1.2, where <c>yes</c> and <c>23:59</c> are text.</summary>
internal static partial class YamlScalars
{
    public static bool IsNull(string text) => text is "" or "~" or "null" or "Null" or "NULL";

    public static bool? Flag(string text) => text switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };

    /// <summary>Whether plain <paramref name="text"/> is anything but text.</summary>
    public static bool IsTyped(string text) => IsNull(text) || Flag(text) is not null || Number(text) is not null;

    /// <summary>The number as JSON writes it, of any size and with no digit lost; null when it is not a number.</summary>
    public static string? Number(string text)
    {
        if (text.Length is 0 or > 400)
            return null;
        if (Based().Match(text) is { Success: true } based)
            return InBase(based).ToString(CultureInfo.InvariantCulture);
        var parts = Decimal().Match(text);
        if (!parts.Success || (parts.Groups["whole"].Length == 0 && parts.Groups["part"].Length == 0))
            return null;
        var sign = parts.Groups["sign"].Value == "-" ? "-" : "";
        var whole = parts.Groups["whole"].Value.TrimStart('0') is { Length: > 0 } digits ? digits : "0";
        var part = parts.Groups["part"].Length > 0 ? $".{parts.Groups["part"].Value}" : "";
        return $"{sign}{whole}{part}{parts.Groups["power"].Value}";
    }

    public static void Write(Utf8JsonWriter json, YamlScalar scalar)
    {
        if (!scalar.Plain)
            json.WriteStringValue(scalar.Value);
        else if (IsNull(scalar.Value))
            json.WriteNullValue();
        else if (Flag(scalar.Value) is { } flag)
            json.WriteBooleanValue(flag);
        else if (Number(scalar.Value) is { } number)
            json.WriteRawValue(number);
        else
            json.WriteStringValue(scalar.Value);
    }

    private static BigInteger InBase(Match match)
    {
        var radix = match.Groups["oct"].Success ? 8 : 16;
        var value = BigInteger.Zero;
        foreach (var digit in match.Groups[radix == 8 ? "oct" : "hex"].ValueSpan)
            value = (value * radix) + Convert.ToInt32(digit.ToString(), 16);
        return value;
    }

    [GeneratedRegex(@"^(0o(?<oct>[0-7]+)|0x(?<hex>[0-9a-fA-F]+))\z", RegexOptions.CultureInvariant)]
    private static partial Regex Based();

    [GeneratedRegex(@"^(?<sign>[-+]?)(?<whole>[0-9]*)(\.(?<part>[0-9]*))?(?<power>([eE][-+]?[0-9]+)?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Decimal();
}
