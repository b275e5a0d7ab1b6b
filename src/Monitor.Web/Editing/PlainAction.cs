using Monitor.Actors.Config;

namespace Monitor.Web.Editing;

/// <summary>What follows a failure where it is no more than one plain <c>http_post</c>: its URL.</summary>
public static class PlainAction
{
    /// <summary>Empty when nothing follows; null when more does.</summary>
    public static string? Read(EntrySheet sheet) => !sheet.Has(EntryKeys.OnFail) ? ""
        : sheet.Keys(EntryKeys.OnFail) is ["actions"] && sheet.Rows(EntryKeys.Actions) is [[{ Key: "type", Text: "http_post" }, { Key: "url" } url]] ? url.Text
        : null;

    /// <summary>Null when nothing follows.</summary>
    public static string? Write(string url) =>
        url.Length == 0 ? null : $"actions:\n  - type: http_post\n    url: {YamlText.Scalar(url)}";
}
