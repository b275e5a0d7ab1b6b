using System.Collections.Immutable;
using Monitor.Actors.Config;

namespace Monitor.Actors.Tests.Config.Support;

/// <summary>Valid texts to start from, and short words for reading them.</summary>
internal static class SomeConfig
{
    public const string Base = "http://127.0.0.1:8000";

    public static ImmutableDictionary<string, string> Variables { get; } = new Dictionary<string, string>
    {
        ["MOCKAPP_BASE"] = Base,
        ["SMTP_PASS"] = "hunter2",
        ["DB_PASSWORD"] = "hunter3",
        ["RECURSIVE"] = "{SMTP_PASS}",
        ["COUNT"] = "201",
        ["ORDERS_KEY"] = "k-1",
        ["ORDERS_SECRET"] = "s-1",
        ["HOOK_TOKEN"] = "t-1234",
        ["SLACK_WEBHOOK_URL"] = $"{Base}/slack",
        ["TEAMS_WORKFLOW_URL"] = $"{Base}/teams",
        ["DISCORD_WEBHOOK_URL"] = $"{Base}/discord",
        ["TELEGRAM_TOKEN"] = "t-1235",
        ["NTFY_TOPIC"] = "t-1236",
        ["NTFY_TOKEN"] = "t-1237",
        ["PUSHOVER_TOKEN"] = "t-1238",
        ["PUSHOVER_USER"] = "t-1239",
        ["PAGERDUTY_ROUTING_KEY"] = "t-1240",
        ["OPSGENIE_KEY"] = "t-1241",
        ["APPRISE_URL"] = "mailtos://user:t-1242@example.com",
    }.ToImmutableDictionary();

    public static ConfigSurroundings Around { get; } = new(SomeTypes.All, Variables, TimeZoneInfo.Utc);

    public static string Seed => Sample("seed-checks.yaml");

    public static string Sample(string name) => File.ReadAllText(InRepository($"tests/Monitor.Actors.Tests/Config/Samples/{name}"));

    public static string InRepository(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Monitor.slnx")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? "", path);
    }

    public static ConfigReading Read(string text, string? board = null) => MonitorConfig.Read(
        new SourceText("checks.yaml", text), board is null ? null : new SourceText("checks.d/board.yaml", board), Around);

    public static MonitorConfig Good(string text, string? board = null)
    {
        var reading = Read(text, board);
        Assert.Empty(reading.Errors);
        return reading.Config!;
    }

    /// <summary>A file with one http check, whose further lines are given.</summary>
    public static string Http(params string[] lines) =>
        $"checks:\n  - name: api\n    type: http\n    url: http://localhost/\n    expect_status: 200\n{string.Concat(lines.Select(line => $"    {line}\n"))}";

    public static string Job(params string[] lines) =>
        $"checks:\n  - name: nightly\n    type: job\n    status_url: http://localhost/{{job_id}}\n{string.Concat(lines.Select(line => $"    {line}\n"))}";

    public static string[] Faults(string text, string? board = null) => [.. Read(text, board).Problems.Select(problem => problem.ToString())];
}
