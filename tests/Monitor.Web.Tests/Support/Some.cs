using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Silences;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.History;
using Monitor.Actors.Journal;

namespace Monitor.Web.Tests.Support;

/// <summary>Valid values, so that a test states only what matters.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static CheckTile Tile(string name = "db-health", CheckStatus status = CheckStatus.Ok) => new()
    {
        Name = CheckName.Of(name),
        Type = "http",
        Target = "http://127.0.0.1:8000/db/health",
        Severity = "P2",
        Source = new CheckSource(CheckOrigin.File, "checks.yaml", 14),
        Interval = TimeSpan.FromSeconds(30),
        Yaml = "name: db-health\ntype: http\nurl: http://127.0.0.1:8000/db/health\n",
        Status = status,
        Since = Noon.AddMinutes(-11),
        LastCheckedAt = Noon,
        LatencyMs = 42,
    };

    public static BoardSnapshot Board(params CheckTile[] tiles) => new()
    {
        Seq = 1,
        ShapeSeq = 1,
        At = Noon,
        Ready = true,
        Tiles = [.. tiles.OrderBy(tile => tile.Name)],
        Zone = Kolkata,
    };

    public static TimeZoneInfo Kolkata => TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata");

    public static ConfigProblem Problem(string place, string fault = "is wrong", string fix = "put it right") =>
        new(ConfigSeverity.Error, "checks.yaml", 17, 5, place, fault, fix);

    public static ResultRow Row(string check = "db-health", ResultKind kind = ResultKind.Ok, int? latency = 42, DateTimeOffset? at = null) =>
        new(CheckName.Of(check), at ?? Noon, kind, latency, 1, 200);

    /// <param name="notRunning">In minutes.</param>
    public static Uptime Uptime(int ok = 0, int warn = 0, int fail = 0, int unknown = 0, int notRunning = 0) => new(
        Noon.AddDays(-1), Noon, ok, warn, fail, unknown, TimeSpan.FromMinutes(notRunning), TimeSpan.Zero, TimeSpan.Zero,
        new Latency(40, 44, 99, 42, 90, 98));

    public static AlertDelivery Delivery(
        long ordering, string check = "db-health", string channel = "email", DeliveryState state = DeliveryState.Delivered, string? answer = "250 queued", params HeldReason[] held) => new(
        ordering, check, new CheckEvent.AlertRaised(Noon, $"{check}/{ordering}/first_fail", AlertKind.FirstFail, $"{check}/{ordering}", "P2", "HTTP 503", null, [channel], "route 1"),
        channel, state, state == DeliveryState.Waiting ? null : Noon, state == DeliveryState.Waiting ? null : answer, [.. held]);

    public static Silence Silence(CheckMatcher? match = null, DateTimeOffset? until = null, string reason = "ticket 7", string id = "s-1") =>
        new(id, match ?? new CheckMatcher { Names = ["api-*"] }, Noon, until ?? Noon.AddHours(2), "the API", reason);

    public static LoggedEvent Event(long ordering, string check = "db-health", string kind = "down", string text = "HTTP 503 after 3 tries") =>
        new(ordering, Noon, check, ordering, kind, text, """{"reason":"HTTP 503"}""");
}
