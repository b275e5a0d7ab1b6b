using Monitor.Actors.Board;
using Monitor.Web.Shared;

namespace Monitor.Web.Board;

/// <summary>Why nobody is told of a check; each with a word and a shape of its own, so that no colour is needed.</summary>
/// <param name="Word">As on the badge, and in the query string.</param>
public sealed record QuietLook(string Word, string Said, string Icon)
{
    public static QuietLook Paused { get; } = new("paused", "paused", IconPath.Pause);

    public static QuietLook Maintenance { get; } = new("maintenance", "in maintenance", IconPath.Wrench);

    public static QuietLook Unreachable { get; } = new("unreachable", "unreachable", IconPath.Unlinked);

    public static QuietLook Flapping { get; } = new("flapping", "flapping", IconPath.Pulse);

    public static QuietLook Acknowledged { get; } = new("acknowledged", "acknowledged", IconPath.Hand);

    public static QuietLook Silenced { get; } = new("silenced", "silenced", IconPath.Mute);

    public static IReadOnlyList<QuietLook> All { get; } = [Paused, Maintenance, Silenced, Unreachable, Flapping, Acknowledged];

    /// <summary>Reads a word of a query string; null when it is none of ours.</summary>
    public static QuietLook? Find(string? word) => All.FirstOrDefault(look => string.Equals(look.Word, word, StringComparison.OrdinalIgnoreCase));

    /// <summary>All that apply.</summary>
    public static IEnumerable<QuietLook> Of(CheckTile tile) => tile.Quiet is null ? [] : All.Where(look => look.Applies(tile));

    public bool Applies(CheckTile tile) => tile.Quiet is { } quiet && (
        this == Paused ? quiet.Paused is not null
        : this == Maintenance ? quiet.Maintenance is not null
        : this == Unreachable ? quiet.UnreachableBehind is not null
        : this == Flapping ? quiet.Flapping
        : this == Silenced ? quiet.Silenced is not null
        : quiet.Acknowledged is not null);

    /// <summary>The badge's sentence: until when, or because of what.</summary>
    public string Text(CheckTile tile, TimeZoneInfo zone) => (this, tile.Quiet) switch
    {
        (_, { Paused: { Until: { } until } }) when this == Paused => $"paused until {Clock(until, tile, zone)}",
        (_, { Paused: { Since: null, By: var file } }) when this == Paused => $"paused in {file}",
        (_, { Maintenance: { } active }) when this == Maintenance => $"in maintenance until {Clock(active.Until, tile, zone)}",
        (_, { Silenced: { } silence }) when this == Silenced => $"silenced until {Clock(silence.Until, tile, zone)}",
        (_, { Acknowledged: { Until: { } until } }) when this == Acknowledged => $"acknowledged until {Clock(until, tile, zone)}",
        (_, { UnreachableBehind: { } parent }) when this == Unreachable => $"unreachable · {parent} is failing",
        _ => Said,
    };

    /// <summary>Colour class of a card about which nobody is told; it does not call for anybody.</summary>
    public static string Css(CheckTile tile) => Of(tile).Any() ? "held" : "";

    /// <summary>All that apply, in a line; empty for a plain check.</summary>
    public static string Line(CheckTile tile, TimeZoneInfo zone) => string.Join(" · ", Of(tile).Select(look => look.Text(tile, zone)));

    private static string Clock(DateTimeOffset until, CheckTile tile, TimeZoneInfo zone) =>
        ZoneLook.Draw(until, zone, until - tile.LastCheckedAt > TimeSpan.FromHours(20) ? TimeStyle.Day : TimeStyle.Minute);
}
