using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Monitor.Web.Metrics;

/// <summary>Writes the text format of Prometheus, version 0.0.4, straight into a response.</summary>
/// <remarks>The caller flushes; nothing is kept between two scrapes.</remarks>
public sealed class ExpositionText(PipeWriter output)
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\\\"\n");

    public void Family(string name, string type, string help)
    {
        Write($"# HELP {name} {help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\n");
        Write($"# TYPE {name} {type}\n");
    }

    /// <param name="labels">What <see cref="Labels"/> made, or empty.</param>
    public void Sample(string name, string labels, double value)
    {
        Write(name);
        Write(labels);
        Write(" ");
        var span = output.GetSpan(32);
        value.TryFormat(span, out var written, "R", CultureInfo.InvariantCulture); // 32 bytes hold any finite number
        output.Advance(written);
        Write("\n");
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
