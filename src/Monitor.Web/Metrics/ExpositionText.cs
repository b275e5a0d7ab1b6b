using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Monitor.Web.Metrics;

/// <summary>Writes the text format of Prometheus, version 0.0.4, straight into a response.</summary>
/// <remarks>The caller flushes; nothing is kept between two scrapes.</remarks>
public sealed class ExpositionText(PipeWriter output)
{
    /// <summary>Any double, with the space before and the line break after it.</summary>
    private const int LongestNumber = 32;

    private static readonly SearchValues<char> Special = SearchValues.Create("\\\"\n");

    public void Family(string name, string type, string help)
    {
        Write($"# HELP {name} {help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\n");
        Write($"# TYPE {name} {type}\n");
    }

    /// <remarks>All in UTF-8: there are many samples, so each line is one copy.</remarks>
    /// <param name="labels">What <see cref="Labels"/> made.</param>
    public void Sample(ReadOnlySpan<byte> name, ReadOnlySpan<byte> labels, double value)
    {
        var line = output.GetSpan(name.Length + labels.Length + LongestNumber);
        name.CopyTo(line);
        labels.CopyTo(line[name.Length..]);
        var end = name.Length + labels.Length;
        line[end++] = (byte)' ';
        value.TryFormat(line[end..], out var written, "R", CultureInfo.InvariantCulture); // there is room
        line[end + written] = (byte)'\n';
        output.Advance(end + written + 1);
    }

    /// <summary><c>{name="value",…}</c>, with values escaped.</summary>
    public static string Labels(params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var text = new StringBuilder("{");
        foreach (var (name, value) in labels)
            text.Append(text.Length > 1 ? "," : "").Append(name).Append("=\"").Append(Escaped(value)).Append('"');
        return text.Append('}').ToString();
    }

    private static string Escaped(string value) => value.AsSpan().IndexOfAny(Special) < 0 ? value : value
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private void Write(string text) => Encoding.UTF8.GetBytes(text, output);
}
