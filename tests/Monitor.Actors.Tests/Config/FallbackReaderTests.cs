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

    [Fact]
    public void One_that_is_not_set_up_is_the_console_so_that_nothing_is_lost()
    {
        var config = Read("global: { notify: { fallback: hook } }\nchannels:\n  - " + Hook + "\n  - { name: chat, type: webhook, url: http://localhost/, fallback: email }\nroutes: [ { channels: [chat] } ]\nchecks: []\n").Config!; // it is good
        string?[] Others(params string[] builtIn)
        {
            var reaching = new AlertRouting(config, builtIn).Reaching(config);
            return [.. reaching.Channels.Select(channel => channel.Manner).Prepend(reaching.Manner).Select(manner => manner.Fallback is { } one ? string.Join(", ", one.Channels) : null)];
        }

        Assert.Equal(["Hook", null, "console"], Others("console"));
        Assert.Equal(["Hook", null, "email"], Others("console", "email"));
        Assert.Equal(["Hook", null, "email to a@x, email to b@x"], Others("console", "email", "email to a@x", "email to b@x"));
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
            "that Hook is the fallback of email means nothing: without routes it is told everything; write routes:", Warning($"global: {{ notify: {{ fallback: hook }} }}\nchannels: [{Hook}]"), StringComparison.Ordinal);

    [Theory]
    [InlineData("email")]
    [InlineData("console")]
    public void Mail_and_console_may_stand_in_where_they_are_not_told(string fallback) =>
        Assert.Equal("", Warning($"channels: [{{ name: chat, type: webhook, url: http://localhost/, fallback: {fallback} }}]"));

    private static string Warning(string yaml) => string.Join('\n', Read(yaml + "\nchecks: [{ name: a, type: tcp, host: localhost, port: 1 }]\n").Problems
        .Select(problem => problem.ToString()).Where(text => text.Contains("fallback", StringComparison.Ordinal)));
}
