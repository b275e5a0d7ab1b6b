using System.Text.Json;

namespace Monitor.Actors.Config;

/// <summary>A YAML mapping that knows its place and remembers which keys were asked for.</summary>
public sealed class YamlSection
{
    /// <summary>Where this is, in the operator's words: <c>db-health.expect_jsonpath[0]</c>.</summary>
    public string Place => throw new NotImplementedException();

    public bool Has(string key) => throw new NotImplementedException();

    public string Text(string key) => throw new NotImplementedException();

    public string? TextOrNull(string key) => throw new NotImplementedException();

    public IReadOnlyList<string> Texts(string key) => throw new NotImplementedException();

    public int Number(string key, int min, int max) => throw new NotImplementedException();

    public int Number(string key, int otherwise, int min, int max) => throw new NotImplementedException();

    public int? NumberOrNull(string key, int min, int max) => throw new NotImplementedException();

    public decimal? DecimalOrNull(string key) => throw new NotImplementedException();

    public bool Flag(string key, bool otherwise) => throw new NotImplementedException();

    public TimeSpan Duration(string key, TimeSpan otherwise, TimeSpan min, TimeSpan max) => throw new NotImplementedException();

    public TimeSpan? DurationOrNull(string key, TimeSpan min, TimeSpan max) => throw new NotImplementedException();

    public Uri Url(string key) => throw new NotImplementedException();

    public Uri? UrlOrNull(string key) => throw new NotImplementedException();

    public JsonElement? Value(string key) => throw new NotImplementedException();

    public YamlSection? Section(string key) => throw new NotImplementedException();

    public IReadOnlyList<YamlSection> Sections(string key) => throw new NotImplementedException();

    public void Problem(string key, string fault, string fix) => throw new NotImplementedException();
}
