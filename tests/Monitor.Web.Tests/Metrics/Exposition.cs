using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Web.Tests.Metrics;

/// <summary>Reads the text format of Prometheus 0.0.4 and throws at the first thing that it forbids.</summary>
internal sealed partial class Exposition
{
    private readonly Dictionary<string, string> _types = [];
    private readonly Dictionary<string, double> _samples = [];
    private readonly HashSet<string> _closed = [];
    private string _family = "";

    /// <summary>By name and labels, written as <c>name{label=value}</c> with the values unescaped, in order.</summary>
    public IReadOnlyDictionary<string, double> Samples => _samples;

    public IReadOnlyDictionary<string, string> Types => _types;

    public static Exposition Read(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        var read = new Exposition();
        foreach (var line in text[..^1].Split('\n').Where(line => line.Length > 0))
            read.Line(line);
        read.CheckHistograms();
        return read;
    }

    private void Line(string line)
    {
        if (Comment().Match(line) is { Success: true } comment)
            Meta(comment.Groups["kind"].Value, comment.Groups["name"].Value, comment.Groups["rest"].Value);
        else if (line[0] != '#')
            Sample(line);
    }

    private void Meta(string kind, string name, string rest)
    {
        if (name != _family)
        {
            Assert.True(_closed.Add(_family), $"{_family} is described twice");
            _family = name;
        }

        if (kind == "TYPE")
        {
            Assert.Contains(rest, (string[])["counter", "gauge", "histogram", "summary", "untyped"]);
            Assert.True(_types.TryAdd(name, rest), $"the type of {name} is given twice");
        }
    }

    private void Sample(string line)
    {
        var match = SampleForm().Match(line);
        Assert.True(match.Success, $"not a sample: {line}");
        var name = match.Groups["name"].Value;
        Assert.True(_types.TryGetValue(_family, out var type), $"no type before {line}");
        Assert.Contains(name, type == "histogram" ? [$"{_family}_bucket", $"{_family}_sum", $"{_family}_count"] : (string[])[_family]);
        var labels = match.Groups["label"].Captures.Zip(
            match.Groups["value"].Captures, (label, value) => $"{label.Value}={Unescaped(value.Value)}").ToArray();
        var number = match.Groups["number"].Value is "+Inf" or "-Inf" or "NaN" ? double.NaN : double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        Assert.True(_samples.TryAdd(labels.Length == 0 ? name : $"{name}{{{string.Join(",", labels)}}}", number), $"twice: {line}");
    }

    private void CheckHistograms()
    {
        foreach (var (family, _) in _types.Where(type => type.Value == "histogram"))
            foreach (var buckets in _samples.Where(one => one.Key.StartsWith($"{family}_bucket{{", StringComparison.Ordinal)).GroupBy(one => Without(one.Key)))
            {
                Assert.Equal(buckets.Select(one => one.Value).Order(), buckets.Select(one => one.Value));
                Assert.EndsWith("le=+Inf}", buckets.Last().Key, StringComparison.Ordinal);
            }
    }

    private static string Without(string series) => Le().Replace(series, "");

    private static string Unescaped(string value)
    {
        var text = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
            text.Append(value[i] != '\\' ? value[i] : value[++i] == 'n' ? '\n' : value[i]);
        return text.ToString();
    }

    [GeneratedRegex("^# (?<kind>HELP|TYPE) (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<rest>.*)$")]
    private static partial Regex Comment();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(?:(?<label>[a-zA-Z_][a-zA-Z0-9_]*)="(?<value>(?:[^"\\\n]|\\[\\"n])*)",?)*\})? (?<number>[-+]?(?:[0-9.]+(?:[eE][-+]?[0-9]+)?|Inf)|NaN)$""")]
    private static partial Regex SampleForm();

    [GeneratedRegex(",?le=[^,}]*")]
    private static partial Regex Le();
}
