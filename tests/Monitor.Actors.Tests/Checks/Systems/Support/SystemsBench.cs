using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Types;
using Monitor.Actors.Config;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks.Systems.Support;

/// <summary>Reads entries as a file would be read, and probes what they name.</summary>
public sealed class SystemsBench : IDisposable
{
    private readonly ProbeRunner _probes;
    private readonly CheckTypes _types;

    public SystemsBench(int places = 20)
    {
        _probes = new ProbeRunner(Some.Places(places), TimeProvider.System);
        var dialer = new Dialer(Policy);
        _types = new CheckTypes(
            [
                new PostgresCheck(dialer, TimeProvider.System),
                new MySqlCheck(dialer, TimeProvider.System),
                new SqlServerCheck(dialer, TimeProvider.System),
                new RedisCheck(dialer, TimeProvider.System),
                new RabbitMqCheck(dialer, TimeProvider.System),
                new SmtpCheck(dialer, TimeProvider.System),
                new CommandCheck(),
            ],
            []);
    }

    public NetworkPolicy Policy { get; } = new();

    public IEnumerable<string> Types => _types.Checks.Keys.Order(StringComparer.Ordinal);

    public ConfigReading Read(string keys, string password = TestServer.Password, string global = "{}") =>
        MonitorConfig.Read(new SourceText("checks.yaml", File(global, keys)), null, Around(password));

    public IReadOnlyList<string> Faults(string keys) => [.. Read(keys).Problems.Select(problem => problem.Fault)];

    public IReadOnlyList<string> FaultsOnBoard(string keys, string global) =>
    [
        .. MonitorConfig.Read(
            new SourceText("checks.yaml", $"global: {global}\nchecks: []\n"), new SourceText("checks.d/board.yaml", $"checks:\n  - {{ name: it, {keys} }}\n"),
            Around(TestServer.Password)).Errors.Select(problem => problem.Fault),
    ];

    public async Task<Observation> ProbeAsync(
        string keys, string password = TestServer.Password, TimeSpan? timeout = null, NetworkLevel level = NetworkLevel.Operator, string global = "{}")
    {
        var reading = Read(keys, password, global);
        Assert.Empty(reading.Errors);
        var check = Assert.Single(reading.Config!.Checks) with { Timeout = timeout ?? TimeSpan.FromSeconds(60) }; // no errors, so there is one
        var context = new ProbeContext(check.Name) { Level = level, Timeout = check.Timeout };
        return (await _probes.AttemptAsync(check, context, wasSlow: false, TestContext.Current.CancellationToken)).Seen;
    }

    private static string File(string global, string keys) => $"global: {global}\nchecks:\n  - {{ name: it, {keys} }}\n";

    private ConfigSurroundings Around(string password) =>
        new(_types, new Dictionary<string, string> { ["PASSWORD"] = password }, TimeZoneInfo.Utc);

    public void Dispose() => _probes.Dispose();
}
