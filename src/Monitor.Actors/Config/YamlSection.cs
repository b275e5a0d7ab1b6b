using System.Text.Json;

namespace Monitor.Actors.Config;

/// <summary>A YAML mapping that knows its place and remembers which keys were asked for.</summary>
/// <remarks>
/// Reading never throws: what is wrong is recorded with line, column, place, fault and fix, and a harmless default is
/// returned, so that one reading finds every problem. Keys that nobody asked for are reported afterwards as unknown; so
/// ask for every key you know, also when an earlier one was wrong. A key without a value counts as absent, except for
/// <see cref="Has"/>, <see cref="Value"/> and <see cref="Json"/>.
/// </remarks>
public sealed partial class YamlSection
{
    private static readonly Uri NoUrl = new("http://invalid.invalid/");
    private readonly YamlMap _map;
    private readonly ProblemList _problems;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly HashSet<string> _excused = new(StringComparer.Ordinal);
    private readonly List<YamlSection> _inner = [];

    internal YamlSection(YamlMap map, string place, ProblemList problems) => (_map, Place, _problems) = (map, place, problems);

    /// <summary>Where this is, in the operator's words: <c>db-health.expect_jsonpath[0]</c>.</summary>
    public string Place { get; }

    /// <summary>A section of its own, for tests of whoever reads sections; see <see cref="Problems"/>.</summary>
    public static YamlSection Of(string yaml, string place = "")
    {
        var problems = new ProblemList("text");
        var root = YamlTree.Read(yaml, YamlLimits.Default, problems);
        return new YamlSection(root as YamlMap ?? YamlMap.Empty, place, problems);
    }

    /// <summary>All that has been found so far, unknown keys included.</summary>
    public IReadOnlyList<ConfigProblem> Problems()
    {
        ReportUnknownKeys();
        return _problems.InOrder();
    }

    public bool Has(string key) => Entry(key) is not null;

    public string Text(string key)
    {
        var text = TextOrNull(key);
        if (text is null ? Missing(key) : string.IsNullOrWhiteSpace(text))
            Problem(key, text is null ? "missing" : "empty", $"write {key}: and a text");
        return text ?? "";
    }

    public string? TextOrNull(string key) => Scalar(key, "text")?.Value;

    /// <summary>A list of texts; one text alone is a list of one.</summary>
    public IReadOnlyList<string> Texts(string key) => [.. TextNodes(key).Select(node => node.Value)];

    public bool Flag(string key, bool otherwise)
    {
        if (Scalar(key, "true or false") is not { } node)
            return otherwise;
        if (node.Plain && YamlScalars.Flag(node.Value) is { } flag)
            return flag;
        Wrong(key, "true or false", node, YamlScalars.Flag(node.Value) is null ? "write true or false" : "remove the quotes");
        return otherwise;
    }

    public Uri Url(string key)
    {
        var url = UrlOrNull(key);
        if (url is null && Missing(key))
            Problem(key, "missing", $"write {key}: and a URL such as http://localhost:8000/");
        return url ?? NoUrl;
    }

    public Uri? UrlOrNull(string key)
    {
        if (Scalar(key, "a URL") is not { } node)
            return null;
        var isClean = !node.Value.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter));
        if (isClean && Uri.TryCreate(node.Value, UriKind.Absolute, out var url) && IsWeb(url))
            return url;
        Wrong(key, "an absolute http or https URL", node, "write it like http://localhost:8000/path");
        return null;
    }

    /// <summary>One value with its type, where <c>true</c> differs from <c>"true"</c>; null when the key is absent.</summary>
    public JsonElement? Value(string key)
    {
        switch (Entry(key)?.Value)
        {
            case null:
                return null;
            case YamlScalar scalar:
                return YamlJson.Element(scalar);
            case var node:
                Wrong(key, "one value", node, "write a text, a number, true, false or null");
                return null;
        }
    }

    /// <summary>Whatever stands there, lists and mappings included, as JSON; null when the key is absent.</summary>
    public JsonElement? Json(string key) => Entry(key) is { } entry ? YamlJson.Element(entry.Value) : null;

    public YamlSection? Section(string key)
    {
        switch (Node(key))
        {
            case null:
                return null;
            case YamlMap map:
                return Inner(map, PlaceOf(key));
            case var node:
                Wrong(key, "a mapping", node, $"put keys under {key}:, each on its own line, indented");
                return null;
        }
    }

    public IReadOnlyList<YamlSection> Sections(string key)
    {
        switch (Node(key))
        {
            case null:
                return [];
            case YamlList list:
                return [.. list.Items.Select((item, i) => ItemSection(item, $"{PlaceOf(key)}[{i}]")).OfType<YamlSection>()];
            case var node:
                Wrong(key, "a list", node, $"start each item under {key}: with a dash");
                return [];
        }
    }

    /// <summary>Reports a fault in the value of <paramref name="key"/>; what a placeholder brought in is masked.</summary>
    public void Problem(string key, string fault, string fix)
    {
        var at = Blamed(key);
        _problems.Error(at, PlaceOf(key), Masked(at, fault), Masked(at, fix));
    }

    public void Warning(string key, string fault, string fix)
    {
        var at = Blamed(key);
        _problems.Warn(at, PlaceOf(key), Masked(at, fault), Masked(at, fix));
    }

    private static bool IsWeb(Uri url) => (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.Host.Length > 0;
}
