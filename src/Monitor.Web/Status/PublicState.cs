using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Web.Shared;

namespace Monitor.Web.Status;

/// <summary>How a check is, in the words of people who only use it.</summary>
public enum PublicState
{
    Up,
    Degraded,
    Down,
    Maintenance,
    Paused,
    NoData,
}

/// <summary>Which state a check has for the public, and how it looks.</summary>
public static class PublicStates
{
    private const string Clock = "M8 4.7V8.2L10.3 9.7";

    public static PublicState Of(CheckTile? tile) => tile switch
    {
        null => PublicState.NoData,
        { Quiet.Paused: not null } => PublicState.Paused,
        { Quiet.Maintenance: not null } => PublicState.Maintenance,
        { Status: CheckStatus.Fail } => PublicState.Down,
        { Status: CheckStatus.Warn } => PublicState.Degraded,
        { Status: CheckStatus.Ok } => PublicState.Up,
        _ => PublicState.NoData,
    };

    public static StatusLook Look(PublicState state) => state switch
    {
        PublicState.Up => StatusLook.Ok with { Word = "Up" },
        PublicState.Degraded => StatusLook.Warn with { Word = "Degraded" },
        PublicState.Down => StatusLook.Fail with { Word = "Down" },
        PublicState.Maintenance => new StatusLook("Maintenance", "maintenance", "in maintenance", StatusLook.NoData.Shape, Clock),
        PublicState.Paused => StatusLook.Paused with { Word = "Paused" },
        _ => StatusLook.NoData with { Word = "No data" },
    };

    /// <summary>For programs.</summary>
    public static string Word(PublicState state) => state == PublicState.NoData ? "no_data" : state.ToString().ToLowerInvariant();
}
