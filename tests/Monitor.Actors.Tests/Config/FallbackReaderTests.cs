using Monitor.Actors.Alerts;
using Monitor.Actors.Config;
using Monitor.Actors.Tests.Config.Support;

namespace Monitor.Actors.Tests.Config;

public sealed class FallbackReaderTests
{
    private const string Hook = "{ name: Hook, type: webhook, url: http://localhost/ }";

    private static ConfigReading Read(string yaml) =>
        MonitorConfig.Read(new SourceText("checks.yaml", yaml), null, SomeConfig.Around with { Types = DocsTests.Shipped });

    [Fact]
    public void Channels_and_mail_each_have_one()
    {
        var config = Read($$"""
            global: { notify: { fallback: hook } }
            channels:
              - {{Hook}}
              - { name: chat, type: webhook, url: http://localhost/, fallback: { channel: hook, after: 2m, after_failures: 3 } }
              - { name: last, type: webhook, url: http://localhost/, fallback: EMAIL }
            routes: [ { channels: [chat] } ]
            checks: []

            """).Config!; // it is good
        Assert.Equal(new Fallback("Hook", TimeSpan.FromMinutes(5)), config.Manner.Fallback);
        Assert.Equal(
            [null, new Fallback("Hook", TimeSpan.FromMinutes(2), 3), new Fallback("email", TimeSpan.FromMinutes(5))],
            config.Channels.Select(channel => channel.Manner.Fallback));
    }

    [Theory]
    [InlineData("global: { notify: { fallback: pager } }", "global.notify: fallback: there is no channel \"pager\"")]
    [InlineData("channels: [{ name: chat, type: webhook, url: http://localhost/, fallback: maill }]", "fallback: there is no channel \"maill\"")]
    [InlineData("channels: [{ name: chat, type: webhook, url: http://localhost/, fallback: chat }]", "fallback: a channel cannot stand in for itself; name another: email, console")]
    [InlineData("channels: [{ name: chat, type: webhook, url: http://localhost/, fallback: { after: 1m } }]", "fallback.channel: missing")]
    [InlineData("channels: [{ name: chat, type: webhook, url: http://localhost/, fallback: { channel: email, after_failures: 0 } }]", "fallback.after_failures")]
    [InlineData("channels: [{ name: chat, type: webhook, url: http://localhost/, fallback: { channel: email, after: 25h } }]", "fallback.after")]
    public void A_mistake_is_named(string yaml, string fault) =>
        Assert.Contains(fault, Assert.Single(Read(yaml + "\nroutes: [ { channels: [email] } ]\nchecks: []\n").Errors).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Where_every_alert_goes_everywhere_it_means_nothing() =>
        Assert.Contains(
            "the fallback of chat means nothing: without routes every alert goes to every channel; write routes:",
            Read("channels: [{ name: chat, type: webhook, url: http://localhost/, fallback: email }]\nchecks: [{ name: a, type: tcp, host: localhost, port: 1 }]\n").Problems.Select(problem => problem.ToString()).First(text => text.Contains("fallback", StringComparison.Ordinal)),
            StringComparison.Ordinal);
}
