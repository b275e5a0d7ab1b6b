using Monitor.Actors.Tests.Config.Support;

namespace Monitor.Actors.Tests.Config;

public sealed class ConnectivitySettingsTests
{
    private static string Yaml(string keys) => $"global: {{ connectivity: {{ {keys} }} }}\nchecks: []\n";

    [Fact]
    public void Nobody_is_asked_unless_that_is_wanted() => Assert.Null(SomeConfig.Read("checks: []\n").Config?.Connectivity);

    [Fact]
    public void Targets_and_their_time_are_read()
    {
        var settings = SomeConfig.Read(Yaml("targets: [\"9.9.9.9:53\", \"router:443\"], timeout: 500ms")).Config?.Connectivity;
        Assert.Equal(("9.9.9.9:53, router:443", 500), (string.Join(", ", settings!.Targets), settings.Timeout.TotalMilliseconds)); // asked for
    }

    [Theory]
    [InlineData("targets: []", "global.connectivity.targets: missing; name 1 to 10")]
    [InlineData("timeout: 1s", "global.connectivity.targets: missing")]
    [InlineData("targets: [router]", "global.connectivity.targets: \"router\" is not a host and a port; write it like")]
    [InlineData("targets: [\"a:1\"], timeout: 1m", "global.connectivity.timeout")]
    public void A_mistake_is_named(string keys, string fault) =>
        Assert.Contains(fault, Assert.Single(SomeConfig.Read(Yaml(keys)).Errors).ToString(), StringComparison.Ordinal);
}
