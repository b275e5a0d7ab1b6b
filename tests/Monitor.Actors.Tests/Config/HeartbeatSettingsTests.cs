using static Monitor.Actors.Tests.Config.Support.SomeConfig;

namespace Monitor.Actors.Tests.Config;

public sealed class HeartbeatSettingsTests
{
    private static string Heartbeat(string keys) => $"global: {{heartbeat: {{{keys}}}}}\n{Http()}";

    [Fact]
    public void There_is_none_unless_it_is_asked_for() => Assert.Null(Good(Http()).Heartbeat);

    [Fact]
    public void An_address_is_enough()
    {
        var heartbeat = Good(Heartbeat("url: 'https://user:{SMTP_PASS}@hc.example:8443/{SMTP_PASS}'")).Heartbeat!; // asked for
        Assert.Equal((TimeSpan.FromMinutes(1), false), (heartbeat.Interval, heartbeat.Post));
        Assert.Equal("https://user:hunter2@hc.example:8443/hunter2", heartbeat.Url.Reveal());
        Assert.Equal("https://hc.example:8443/…", heartbeat.Shown);
        Assert.DoesNotContain("hunter2", heartbeat.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_of_it()
    {
        var heartbeat = Good(Heartbeat("url: 'http://h/', interval: 5m, method: POST")).Heartbeat!; // asked for
        Assert.Equal((TimeSpan.FromMinutes(5), true), (heartbeat.Interval, heartbeat.Post));
    }

    [Theory]
    [InlineData("interval: 60", "heartbeat.url: missing")]
    [InlineData("url: 'nowhere'", "expected an absolute http or https URL")]
    [InlineData("url: 'http://h/', interval: 5s", "expected a duration from 10")]
    [InlineData("url: 'http://h/', method: PUT", "unknown value \"PUT\"")]
    [InlineData("url: 'http://h/', every: 5s", "unknown key")]
    public void Mistakes_are_told(string keys, string fault) =>
        Assert.Contains(fault, Assert.Single(Faults(Heartbeat(keys))), StringComparison.Ordinal);

    [Fact]
    public void What_is_filled_in_is_not_told() =>
        Assert.DoesNotContain("hunter2", Assert.Single(Faults(Heartbeat("url: '{SMTP_PASS}'"))), StringComparison.Ordinal);
}
