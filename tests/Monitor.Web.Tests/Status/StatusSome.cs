using System.Collections.Immutable;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Web.Check;
using Monitor.Web.Status;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Status;

/// <summary>Pages and pasts that are valid, so that a test states only what matters.</summary>
internal static class StatusSome
{
    public static PublicPage Page(params string[] checks) => Page(showReasons: false, checks);

    public static PublicPage Page(bool showReasons, params string[] checks) => new(
        new StatusPageSettings("Shop", null, ["Shop"], [], "Others", showReasons, null, 1),
        [new PublicGroup("Shop", [.. checks.Select(name => new PublicCheck(CheckName.Of(name), []))])]);

    /// <summary>Of a board that is as old as the page.</summary>
    public static StatusView View(PublicPage page, StatusPast? past = null, params CheckTile[] tiles) =>
        StatusComposer.Compose(page, Some.Board(tiles), past ?? StatusPast.None, Some.Noon);

    public static StatusPast Past(params string[] checks) => new(
        checks.ToImmutableDictionary(CheckName.Of, _ => Record()), []);

    /// <summary>Ninety days with a bad one, a gap, and good ones.</summary>
    public static CheckRecord Record() => new(
        [.. Enumerable.Range(0, StatusPast.DaysShown).Select(day => new DayRecord(
            DateOnly.FromDateTime(Some.Noon.UtcDateTime.Date).AddDays(day - StatusPast.DaysShown + 1), day == 7 ? 0 : 2_880, day == 50 ? 720 : 0))],
        [.. PastRange.Band.Select(_ => Some.Uptime(ok: 9_998, fail: 2))]);
}
