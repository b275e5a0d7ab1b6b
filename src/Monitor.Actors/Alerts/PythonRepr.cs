using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Monitor.Actors.Alerts;

/// <summary>Writes JSON as Python's <c>repr</c> would: the form that details have in the original's mails (PARITY N2).</summary>
public static class PythonRepr
{
    public static string Of(JsonElement value) => Write(new StringBuilder(), value).ToString();

    private static StringBuilder Write(StringBuilder text, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Members(text, value),
        JsonValueKind.Array => Items(text, value),
        JsonValueKind.String => Quoted(text, value.GetString()!),
        JsonValueKind.True => text.Append("True"),
        JsonValueKind.False => text.Append("False"),
        JsonValueKind.Number => text.Append(value.GetRawText()),
        _ => text.Append("None"),
    };

    private static StringBuilder Members(StringBuilder text, JsonElement value)
    {
        var separator = "{";
        foreach (var member in value.EnumerateObject())
        {
            Write(Quoted(text.Append(separator), member.Name).Append(": "), member.Value);
            separator = ", ";
        }

        return text.Append(separator == "{" ? "{}" : "}");
    }

    private static StringBuilder Items(StringBuilder text, JsonElement value)
    {
        var separator = "[";
        foreach (var item in value.EnumerateArray())
        {
            Write(text.Append(separator), item);
            separator = ", ";
        }

        return text.Append(separator == "[" ? "[]" : "]");
    }

    private static StringBuilder Quoted(StringBuilder text, string value)
    {
        var quote = value.Contains('\'') && !value.Contains('"') ? '"' : '\'';
        text.Append(quote);
        foreach (var c in value)
            Escaped(text, c, quote);
        return text.Append(quote);
    }

    private static void Escaped(StringBuilder text, char c, char quote)
    {
        if (c == quote || c == '\\')
            text.Append('\\').Append(c);
        else if (c == '\n')
            text.Append("\\n");
        else if (c == '\r')
            text.Append("\\r");
        else if (c == '\t')
            text.Append("\\t");
        else if (char.IsControl(c))
            text.Append("\\x").Append(((int)c).ToString("x2", CultureInfo.InvariantCulture));
        else
            text.Append(c);
    }
}
