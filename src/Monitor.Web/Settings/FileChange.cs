using System.Collections.Immutable;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Monitor.Web.Settings;

/// <summary>What changes in a file from one content to another, line by line.</summary>
/// <param name="Lines">Those that change and some around them; empty when it is not shown.</param>
/// <param name="Remark">Why not everything is shown; null when it is.</param>
public sealed record FileChange(string File, ImmutableArray<ChangedLine> Lines, string? Remark)
{
    /// <summary>Unchanged lines before and behind each change.</summary>
    private const int Around = 3;

    private const int MostLines = 400;
    private const int MostCharacters = 1_000_000;

    public int Added => Lines.Count(line => line.Kind == LineKind.Added);

    public int Removed => Lines.Count(line => line.Kind == LineKind.Removed);

    /// <param name="from">Null when it cannot be shown.</param>
    public static FileChange Of(string file, string? from, string? to)
    {
        if (from is null || to is null)
            return new(file, [], "It is not shown: it is no text, or no longer kept.");
        if (from.Length + to.Length > MostCharacters)
            return new(file, [], "It is too large to be compared here.");
        var all = InlineDiffBuilder.Diff(from.TrimEnd(), to.TrimEnd(), ignoreWhiteSpace: false).Lines;
        var lines = ImmutableArray.CreateBuilder<ChangedLine>();
        var last = -1;
        for (var i = 0; i < all.Count; i++)
        {
            if (!IsNear(all, i))
                continue;
            if (i > last + 1)
                lines.Add(new ChangedLine(LineKind.Gap, "…"));
            last = i;
            lines.Add(new ChangedLine(KindOf(all[i].Type), all[i].Text));
        }

        return lines.Count <= MostLines ? new(file, lines.ToImmutable(), null)
            : new(file, [.. lines.Take(MostLines)], $"{lines.Count - MostLines} more lines are not shown.");
    }

    private static bool IsNear(List<DiffPiece> all, int at)
    {
        for (var i = Math.Max(0, at - Around); i <= Math.Min(all.Count - 1, at + Around); i++)
            if (all[i].Type != ChangeType.Unchanged)
                return true;
        return false;
    }

    private static LineKind KindOf(ChangeType type) => type switch
    {
        ChangeType.Inserted => LineKind.Added,
        ChangeType.Deleted => LineKind.Removed,
        _ => LineKind.Same,
    };
}

/// <summary>One line of a change.</summary>
public sealed record ChangedLine(LineKind Kind, string Text);

/// <summary>What becomes of a line.</summary>
public enum LineKind
{
    Same,
    Added,
    Removed,

    /// <summary>Unchanged lines are left out here.</summary>
    Gap,
}
