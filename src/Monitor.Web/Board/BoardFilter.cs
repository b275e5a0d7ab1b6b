using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Web.Shared;

namespace Monitor.Web.Board;

/// <summary>What somebody wants to see of the board; all of it is in the query string, so that a view is a link.</summary>
public sealed record BoardFilter(string Search = "", CheckStatus? Status = null, string? Severity = null, bool AsRows = false, string? Tag = null, QuietLook? Quiet = null, string? Group = null)
{
    // As typed in Search: a space at the end is the beginning of the next word.
    private string Sought => Search.Trim();

    public bool Narrows => Sought.Length > 0 || Status is not null || Severity is not null || Tag is not null || Group is not null || Quiet is not null;

    public static BoardFilter From(string? search, string? status, string? severity, string? view, string? tag = null, string? quiet = null, string? group = null) =>
        new(search ?? "", StatusLook.StatusOf(status), Said(severity), view == "rows", Said(tag), QuietLook.Find(quiet), Said(group));

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>The query string's values; nulls are left out of it.</summary>
    public IReadOnlyDictionary<string, object?> Query => new Dictionary<string, object?>
    {
        ["q"] = Sought.Length > 0 ? Search : null,
        ["status"] = Status is { } status ? StatusLook.For(status).Css : null,
        ["severity"] = Severity,
        ["quiet"] = Quiet?.Word,
        ["group"] = Group,
        ["tag"] = Tag,
        ["view"] = AsRows ? "rows" : null,
    };

    public bool Admits(CheckTile tile) =>
        (Status is null || (tile.Status == Status && !IsCountedApart(tile)))
        && (Quiet is null || Quiet.Applies(tile))
        && (Severity is null || string.Equals(tile.Severity, Severity, StringComparison.OrdinalIgnoreCase))
        && (Group is null || string.Equals(tile.Group, Group, StringComparison.OrdinalIgnoreCase))
        && (Tag is null || tile.Tags.Contains(Tag, StringComparer.OrdinalIgnoreCase))
        && (Sought.Length == 0 || Mentions(tile.Name.Value) || Mentions(tile.Target) || Mentions(tile.Group ?? "") || tile.Tags.Any(Mentions));

    /// <summary>The filter in words, for the board that is empty because of it.</summary>
    public string InWords()
    {
        var parts = new List<string>();
        if (Sought.Length > 0)
            parts.Add($"“{Sought}” in name, target, group or tags");
        if (Status is { } status)
            parts.Add($"status {StatusLook.For(status).Word}");
        if (Quiet is not null)
            parts.Add(Quiet.Said);
        if (Severity is not null)
            parts.Add($"severity {Severity}");
        if (Group is not null)
            parts.Add($"group {Group}");
        if (Tag is not null)
            parts.Add($"tag {Tag}");
        return string.Join(", ", parts);
    }

    private static bool IsCountedApart(CheckTile tile) => QuietLook.Paused.Applies(tile) || QuietLook.Unreachable.Applies(tile);

    private bool Mentions(string text) => text.Contains(Sought, StringComparison.OrdinalIgnoreCase);
}
