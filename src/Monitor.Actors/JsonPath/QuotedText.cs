using System.Globalization;
using System.Text;

namespace Json.Path;

/// <summary>Reads a text in single or double quotes (RFC 9535, 2.3.1.1).</summary>
internal static class QuotedText
{
    public static string Read(PathReader reader)
    {
        var quote = reader.Next;
        var text = new StringBuilder();
        reader.Position++;
        while (reader.Next != quote)
        {
            if (reader.AtEnd)
                throw reader.Fail($"the quoted text has no closing {quote}");
            if (reader.TryTake("\\"))
                ReadEscape(reader, quote, text);
            else
                reader.TakeCharacter(text);
        }
        reader.Position++;
        return text.ToString();
    }

    private static void ReadEscape(PathReader reader, char quote, StringBuilder text)
    {
        if (reader.TryTake("u"))
        {
            ReadCodePoint(reader, text);
            return;
        }
        text.Append(reader.Next switch
        {
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '/' => '/',
            '\\' => '\\',
            var c when c == quote => quote,
            _ => throw reader.Fail("not an escape that JSONPath knows"),
        });
        reader.Position++;
    }

    private static void ReadCodePoint(PathReader reader, StringBuilder text)
    {
        var first = ReadUnit(reader);
        if (!char.IsSurrogate(first))
        {
            text.Append(first);
            return;
        }
        if (!char.IsHighSurrogate(first) || !reader.TryTake("\\u"))
            throw reader.Fail("half of a surrogate pair");
        var second = ReadUnit(reader);
        if (!char.IsLowSurrogate(second))
            throw reader.Fail("half of a surrogate pair");
        text.Append(first).Append(second);
    }

    private static char ReadUnit(PathReader reader)
    {
        var value = 0;
        for (var digit = 0; digit < 4; digit++, reader.Position++)
        {
            if (!char.IsAsciiHexDigit(reader.Next))
                throw reader.Unexpected("four hexadecimal digits");
            value = (value << 4) | int.Parse([reader.Next], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }
        return (char)value;
    }
}
