using System.Collections.Immutable;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Web.Shared;

namespace Monitor.Web.Board;

/// <summary>What somebody wants to see of the board; all of it is in the query string, so that a view is a link.</summary>
public sealed record BoardFilter(string Search = "", CheckStatus? Status = null, string? Severity = null, BoardStyle Style = BoardStyle.Cards, string? Tag = null, QuietLook? Quiet = null, string? Group = null)
{
    private const char FoldedSeparator = '\n';

    // As typed in Search: a space at the end is the beginning of the next word.
    private string Sought => Search.Trim();

    public string? Type { get; init; }

    /// <summary>What the checks are grouped by: one of <see cref="BoardLanes.Words"/>; null for nothing.</summary>
    public string? By { get; init; }

    /// <summary>The titles of lanes of which only the heading is shown.</summary>
    public ImmutableSortedSet<string> Folded { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    public bool AsRows => Style == BoardStyle.Rows;

    public bool Narrows => Sought.Length > 0 || Status is not null || Severity is not null || Tag is not null || Group is not null || Type is not null || Quiet is not null;

    public static BoardFilter From(string? search, string? status, string? severity, string? view, string? tag = null, string? quiet = null, string? group = null, string? type = null, string? by = null, string? folded = null) =>
        new(search ?? "", StatusLook.StatusOf(status), Said(severity), view switch { "rows" => BoardStyle.Rows, "map" => BoardStyle.Map, _ => BoardStyle.Cards }, Said(tag), QuietLook.Find(quiet), Said(group))
        {
            Type = Said(type),
            By = BoardLanes.Words.Contains(by ?? "") ? by : null,
            Folded = (folded ?? "").Split(FoldedSeparator, StringSplitOptions.RemoveEmptyEntries).ToImmutableSortedSet(StringComparer.OrdinalIgnoreCase),
        };

    public bool Equals(BoardFilter? other) => other is not null
        && (Search, Status, Severity, Style, Tag, Quiet, Group) == (other.Search, other.Status, other.Severity, other.Style, other.Tag, other.Quiet, other.Group)
        && (Type, By) == (other.Type, other.By) && Folded.SetEquals(other.Folded);

    public override int GetHashCode() => HashCode.Combine(Search, Status, Severity, Style, Tag, Group, Type, By);

    /// <summary>Everything, looked at in the same way.</summary>
    public BoardFilter Everything => new(Style: Style) { By = By, Folded = Folded };

    /// <summary>The other lanes in the same way, of which none is folded.</summary>
    public BoardFilter GroupedBy(string? by) => this with { By = by, Folded = Folded.Clear() };

    public BoardFilter Fold(string title) => this with { Folded = Folded.SymmetricExcept([title]) };

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
        ["type"] = Type,
        ["by"] = By,
        ["folded"] = Folded.IsEmpty ? null : string.Join(FoldedSeparator, Folded),
        ["view"] = Style switch { BoardStyle.Rows => "rows", BoardStyle.Map => "map", _ => null },
    };

    public bool Admits(CheckTile tile) =>
        (Status is null || (tile.Status == Status && !IsCountedApart(tile)))
        && (Quiet is null || Quiet.Applies(tile))
        && (Severity is null || string.Equals(tile.Severity, Severity, StringComparison.OrdinalIgnoreCase))
        && (Group is null || string.Equals(tile.Group, Group, StringComparison.OrdinalIgnoreCase))
        && (Type is null || string.Equals(tile.Type, Type, StringComparison.OrdinalIgnoreCase))
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
        if (Type is not null)
            parts.Add($"type {Type}");
        if (Tag is not null)
            parts.Add($"tag {Tag}");
        return string.Join(", ", parts);
    }

    private static bool IsCountedApart(CheckTile tile) => QuietLook.Paused.Applies(tile) || QuietLook.Unreachable.Applies(tile);

    private bool Mentions(string text) => text.Contains(Sought, StringComparison.OrdinalIgnoreCase);
}
