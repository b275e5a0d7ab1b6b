using Monitor.Actors.Alerts;
using Monitor.Actors.Config;
using Monitor.Actors.Tests.Config.Support;

namespace Monitor.Actors.Tests.Config;

public sealed class GroupingReaderTests
{
    private static ConfigReading Read(string yaml) =>
        MonitorConfig.Read(new SourceText("checks.yaml", yaml), null, SomeConfig.Around with { Types = DocsTests.Shipped });

    [Fact]
    public void Mail_and_console_are_bundled_under_global_and_each_channel_for_itself()
    {
        var config = Read("""
            global: { notify: { group_wait: 30s, group_interval: 5m, group_by: [group, severity] } }
            channels:
              - { name: hook, type: webhook, url: http://localhost/, group_wait: 10s }
              - { name: other, type: webhook, url: http://localhost/ }
            checks: []

            """).Config!; // it is good
        Assert.Equal(new Grouping(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), ["group", "severity"]), config.Manner.Grouping);
        Assert.Equal([new Grouping(TimeSpan.FromSeconds(10), TimeSpan.Zero, []), null], config.Channels.Select(channel => channel.Manner.Grouping));
    }

    [Theory]
    [InlineData("global: { notify: { group_by: colour, group_wait: 1s } }", "global.notify.group_by: unknown word \"colour\"")]
    [InlineData("global: { notify: { group_by: group } }", "global.notify.group_by: means nothing without group_wait; write group_wait: 30s")]
    [InlineData("global: { notify: { group_wait: 1h } }", "global.notify.group_wait")]
    [InlineData("channels: [{ name: pager, type: pagerduty, routing_key: '{SMTP_PASS}', group_wait: 10s }]", "group_wait: pagerduty keeps an incident for each check, so its alerts cannot be bundled")]
    public void A_mistake_is_named(string yaml, string fault) =>
        Assert.Contains(fault, Assert.Single(Read(yaml + "\nchecks: []\n").Errors).ToString(), StringComparison.Ordinal);
}
