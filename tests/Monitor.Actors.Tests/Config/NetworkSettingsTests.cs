using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Config;
using static Monitor.Actors.Tests.Config.Support.SomeConfig;

namespace Monitor.Actors.Tests.Config;

/// <summary>How far checks from the board reach is said in checks.yaml, and told when an entry is saved.</summary>
public sealed class NetworkSettingsTests
{
    private static string Board(string reach) => $"global: {{ network: {{ board: {reach} }} }}\n{Http()}";

    private static string? Refusal(string url, string main, CheckOrigin origin = CheckOrigin.Board) =>
        Good(main).ReadEntry($"{{ name: new, type: http, url: '{url}', expect_status: 200 }}", null, Around with { OwnPorts = [8501] }, origin: origin)
            .Problems.SingleOrDefault()?.Fault;

    [Fact]
    public void The_board_reaches_everything_unless_told_otherwise()
    {
        Assert.Equal(BoardReach.Any, Good(Http()).Network.Board);
        Assert.Equal(BoardReach.PublicOnly, Good(Board("public_only")).Network.Board);
        Assert.Equal(BoardReach.KnownHosts, Good(Board("known_hosts")).Network.Board);
        Assert.Contains("did you mean known_hosts?", Assert.Single(Faults(Board("known_host"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Known_hosts_are_those_of_the_file() =>
        Assert.Equal(["localhost"], Good(Board("known_hosts"), "checks: [{ name: b, type: http, url: 'http://elsewhere/', expect_status: 200 }]\n").Network.KnownHosts);

    [Theory]
    [InlineData("http://127.0.0.1:8501/api/checks", "any", "blocked by network policy: port 8501 belongs to the monitor itself")]
    [InlineData("http://localhost:8501/", "any", "blocked by network policy: port 8501 belongs to the monitor itself")]
    [InlineData("http://[::1]:8501/", "any", "blocked by network policy: port 8501 belongs to the monitor itself")]
    [InlineData("http://2130706433:8501/", "any", "blocked by network policy: port 8501 belongs to the monitor itself")]
    [InlineData("http://169.254.169.254/", "any", "blocked by network policy: 169.254.169.254 is a cloud metadata address")]
    [InlineData("http://10.0.0.1/", "public_only", "blocked by network policy: 10.0.0.1 is private")]
    [InlineData("http://elsewhere/", "known_hosts", "blocked by network policy: elsewhere is not a host of checks.yaml")]
    public void What_the_policy_would_block_is_not_saved(string url, string reach, string fault) => Assert.Equal(fault, Refusal(url, Board(reach)));

    [Theory]
    [InlineData("http://127.0.0.1:8502/", "any")]
    [InlineData("http://10.0.0.1/", "any")]
    [InlineData("http://shop.example/", "public_only")]
    [InlineData("http://LOCALHOST:1234/", "known_hosts")]
    public void What_it_allows_is_saved(string url, string reach) => Assert.Null(Refusal(url, Board(reach)));

    [Fact]
    public void The_file_may_name_the_monitor_itself() => Assert.Null(Refusal("http://127.0.0.1:8501/healthz", Http(), CheckOrigin.File));
}
