using System.Collections.Immutable;
using Monitor.Actors.Board;
using Monitor.Actors.Journal;
using Monitor.Web.Shared;

namespace Monitor.Web.Incidents;

/// <summary>Whether an incident goes on.</summary>
public enum IncidentState
{
    Open,
    Closed,
}

/// <summary>Which incidents somebody wants to see; nulls ask for all.</summary>
/// <param name="Since">Those that began then or later.</param>
/// <param name="Until">Those that began before.</param>
/// <param name="Before">Where an older page begins, on which there is nothing open; null for the first.</param>
public sealed record IncidentAsk(
    string? Check = null, string? Group = null, IncidentState? State = null, DateTimeOffset? Since = null, DateTimeOffset? Until = null, long? Before = null)
{
    public const int DefaultLimit = 50;

    public int Limit { get; init; } = DefaultLimit;

    public bool Narrows => this with { Before = null } != new IncidentAsk();

    public static IncidentAsk From(string? check, string? group, string? state, string? since, string? until, long? before) =>
        new(QueryWord.Said(check), QueryWord.Said(group), QueryWord.Parse<IncidentState>(state), QueryTime.Read(since), QueryTime.Read(until), before);

    public IReadOnlyDictionary<string, object?> Query => new Dictionary<string, object?>
    {
        ["check"] = Check,
        ["group"] = Group,
        ["state"] = State is { } state ? QueryWord.Of(state) : null,
        ["since"] = QueryTime.Write(Since),
        ["until"] = QueryTime.Write(Until),
        ["before"] = Before,
    };

    /// <summary>The checks with what goes on; when there are too many, those that others are unreachable behind come first.</summary>
    /// <returns>And how many there are besides.</returns>
    public (ImmutableArray<CheckTile> Shown, int More) Open(BoardSnapshot board, int most)
    {
        if (State == IncidentState.Closed || Before is not null)
            return ([], 0);
        var all = board.Tiles.Where(tile => tile.Incident is not null && Takes(tile)).ToArray();
        return ([.. all.OrderBy(tile => tile.Quiet?.UnreachableBehind is not null).ThenByDescending(tile => tile.FirstFailedAt).Take(most)], Math.Max(0, all.Length - most));
    }

    /// <summary>What is over, or was never seen to end because its check has gone.</summary>
    public IncidentFilter Over(BoardSnapshot board) => new(
        Check is { } name ? board.Find(name)?.Name.Value ?? name : null,
        Group is null ? null : board.Tiles.Where(tile => tile.Group == Group).Select(tile => tile.Name.Value).ToHashSet(StringComparer.Ordinal),
        Since, Until, Before)
    {
        Without = board.Tiles.Where(tile => tile.Incident is not null).Select(tile => tile.Incident!).ToHashSet(StringComparer.Ordinal), // those that have one
    };

    private bool Takes(CheckTile tile) =>
        (Check is null || string.Equals(tile.Name.Value, Check, StringComparison.OrdinalIgnoreCase))
        && (Group is null || tile.Group == Group)
        && (Since is null || tile.FirstFailedAt >= Since)
        && (Until is null || tile.FirstFailedAt < Until);
}
