using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Json.Path;

/// <summary>A JSON number, exact as a decimal where it is written plainly and fits, otherwise a double.</summary>
internal readonly struct PathNumber
{
    // A decimal holds any 28 digits; a sign and a point may come on top.
    private const int ExactLength = 28;

    private readonly bool _exact;
    private readonly decimal _decimal;
    private readonly double _double;

    private PathNumber(decimal value) => (_exact, _decimal, _double) = (true, value, (double)value);

    private PathNumber(double value) => _double = value;

    public static PathNumber Of(int value) => new((decimal)value);

    public static PathNumber Of(string literal) => Of(Encoding.UTF8.GetBytes(literal));

    public static PathNumber Of(JsonElement element) => Of(JsonMarshal.GetRawUtf8Value(element));

    /// <summary>NaN does not occur: JSON cannot spell it.</summary>
    public static int Compare(PathNumber left, PathNumber right) => left._exact && right._exact
        ? left._decimal.CompareTo(right._decimal)
        : left._double.CompareTo(right._double);

    private static PathNumber Of(ReadOnlySpan<byte> utf8) =>
        utf8.Length <= ExactLength && utf8.IndexOfAny((byte)'e', (byte)'E') < 0
            ? new PathNumber(decimal.Parse(utf8, NumberStyles.Float, CultureInfo.InvariantCulture))
            : new PathNumber(double.Parse(utf8, NumberStyles.Float, CultureInfo.InvariantCulture));
}
