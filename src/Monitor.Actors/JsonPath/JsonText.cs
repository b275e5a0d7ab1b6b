using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Json.Path;

/// <summary>Reads names and strings of a document, also where half a surrogate pair or bad UTF-8 makes the library throw.</summary>
internal static class JsonText
{
    public static string Of(JsonElement element)
    {
        try
        {
            return element.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Raw(JsonMarshal.GetRawUtf8Value(element));
        }
    }

    public static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return Raw(JsonMarshal.GetRawUtf8PropertyName(member));
        }
    }

    public static bool TryGetMember(JsonElement node, byte[] utf8, string name, out JsonElement child)
    {
        try
        {
            return node.TryGetProperty(utf8, out child);
        }
        catch (InvalidOperationException)
        {
            child = node.EnumerateObject().LastOrDefault(member => NameOf(member) == name).Value;
            return child.ValueKind != JsonValueKind.Undefined;
        }
    }

    public static bool AreEqual(JsonElement left, JsonElement right)
    {
        try
        {
            return JsonElement.DeepEquals(left, right);
        }
        catch (InvalidOperationException)
        {
            return JsonMarshal.GetRawUtf8Value(left).SequenceEqual(JsonMarshal.GetRawUtf8Value(right));
        }
        catch (InsufficientExecutionStackException)
        {
            throw new JsonPathTooExpensiveException("the document is nested too deeply");
        }
    }

    /// <summary>Orders by code point: unlike UTF-16 units, a surrogate pair comes after every other character.</summary>
    public static int Compare(string left, string right)
    {
        var same = left.AsSpan().CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
            return left.Length.CompareTo(right.Length);
        var (x, y) = (left[same], right[same]);
        return char.IsSurrogate(x) == char.IsSurrogate(y) ? x.CompareTo(y) : char.IsSurrogate(x) ? 1 : -1;
    }

    public static int CodePoints(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }

    // The escapes stay as they are written: such a text equals only itself, and still has a name.
    private static string Raw(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8).Trim('"');
}
