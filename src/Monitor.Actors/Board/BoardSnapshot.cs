using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.History;

namespace Monitor.Actors.Board;

/// <summary>The whole board at one moment, immutable: whoever holds it can draw it without asking anybody.</summary>
public sealed record BoardSnapshot
{
    public static BoardSnapshot Empty { get; } = new();

    /// <summary>Grows with every change; equal numbers mean equal boards.</summary>
    public long Seq { get; init; }

    /// <summary>Grows when a tile may move: added, removed, or its status changed.</summary>
    public long ShapeSeq { get; init; }

    /// <summary>Grows with every event that was journaled, for readers of the event log.</summary>
    public long EventSeq { get; init; }

    /// <summary>When the engine last published; an old one means that the engine has stopped.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>False until the engine has started its checks.</summary>
    public bool Ready { get; init; }

    /// <summary>Sorted by name.</summary>
    public ImmutableArray<CheckTile> Tiles { get; init; } = [];

    /// <summary>Where tiles stood when the board was last at rest: spares a search through ten thousand names, and is not relied on.</summary>
    internal IReadOnlyDictionary<string, int> Places { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>What is wrong with the monitor itself; empty when nothing is.</summary>
    public ImmutableArray<EngineTrouble> Troubles => Faults.Troubles;

    /// <summary>Results from before the start, of checks that have not appeared yet.</summary>
    internal ImmutableDictionary<CheckName, ImmutableArray<ResultRow>> Past { get; init; } =
        ImmutableDictionary<CheckName, ImmutableArray<ResultRow>>.Empty;

    internal EngineFaults Faults { get; init; } = EngineFaults.None;

    public ConfigStatus Config { get; init; } = new([], null, null);

    /// <summary>What everybody may see; null when there is no status page.</summary>
    public PublicPage? StatusPage { get; init; }

    /// <summary>When trouble is expected, by the configuration.</summary>
    public ImmutableArray<PlannedWindow> Maintenance { get; init; } = [];

    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    public CheckTile? Find(string name) => IndexOf(name) is >= 0 and var at ? Tiles[at] : null;

    /// <summary>Its place among <see cref="Tiles"/>; negative when there is none of that name, whatever its case.</summary>
    internal int IndexOf(string name)
    {
        if (Places.TryGetValue(name, out var place) && place < Tiles.Length && string.Equals(Tiles[place].Name.Value, name, StringComparison.OrdinalIgnoreCase))
            return place;
        var (low, high) = (0, Tiles.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.Compare(Tiles[middle].Name.Value, name, StringComparison.OrdinalIgnoreCase);
            if (order == 0)
                return middle;
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }
}

/// <summary>Something wrong on the monitor's own side, in a sentence; never a statement about a target.</summary>
/// <param name="Part">Which part: <c>journal</c>, <c>history</c>, <c>email</c>, ...</param>
public sealed record EngineTrouble(string Part, string Text, DateTimeOffset Since)
{
    /// <summary>Whether it is a channel that is in trouble; one may be called as a part of the engine is.</summary>
    public bool IsChannel { get; init; }

    /// <summary>The sentence where the part stands beside it: a channel's begins with its name.</summary>
    public string Words => Text.StartsWith($"{Part}: ", StringComparison.Ordinal) ? Text[(Part.Length + 2)..] : Text;

    public bool IsOfChannel(string name) => IsChannel && Part == name;

    public bool IsOfEngine(string part) => !IsChannel && Part == part;
}

/// <summary>How the configuration on disk compares with the one that runs.</summary>
/// <param name="Problems">Of the file on disk; with an error among them the file is not in use.</param>
/// <param name="RunningSince">When the running configuration was read.</param>
/// <param name="RejectedAt">When the file on disk was refused; null when it is in use.</param>
public sealed record ConfigStatus(
    ImmutableArray<ConfigProblem> Problems, DateTimeOffset? RunningSince, DateTimeOffset? RejectedAt)
{
    /// <summary>Another for each time that the files were read; for readers of their versions.</summary>
    public long Number => (RejectedAt ?? RunningSince)?.UtcTicks ?? 0;
}
