using System.Text.RegularExpressions;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Faults;

/// <summary>The mail server is away while things change and the monitor dies; afterwards everything comes, once and in order (FAULTS R-15).</summary>
[Collection(Heavy.Name)]
public sealed class MailAwayTests
{
    private static int Checks => Numbers.Of("R15_CHECKS", 3);

    private static int Kills => Numbers.Of("R15_KILLS", 2);

    [Fact]
    public async Task What_the_mail_server_missed_comes_once_and_in_order_and_the_other_channel_did_not_wait()
    {
        var names = ChecksFile.Names("a", Checks);
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        await using var hook = await WebhookSink.StartAsync();
        Needs.Mail();
        await using var mail = new MailServer(); // nobody listens yet
        place.Write("checks.yaml", hook.Channel() + ChecksFile.Of(target, names));
        await using var monitor = await MonitorProcess.StartAsync(place, mail.Environment());
        await target.RoundsAsync(1, names);
        var told = 0;

        for (var turn = 0; turn < 4; turn++)
        {
            foreach (var name in names)
                target.Set(name, down: turn % 2 == 0);
            told += names.Length;
            await Eventually.Passes(async () => Assert.Equal(told, await DeliveredAsync(monitor, "hook")));
            Assert.Equal(told, hook.Accepted.Count);
            await SaysAsync(monitor, "email: not delivered, [0-9]+ queued: 127.0.0.1:[0-9]+: .*refused");
            if (turn >= 4 - 1 - Kills && turn < 4 - 1)
            {
                await monitor.KillAsync();
                await monitor.StartAsync();
            }
        }

        Assert.Equal(0, await DeliveredAsync(monitor, "email"));
        await mail.StartAsync();
        var ledger = await Settled.LedgerAsync(monitor, target, mail, names, hook);

        TestContext.Current.SendDiagnosticMessage("R-15: {0} checks, {1} kills: {2}", names.Length, Kills, ledger.Figures);
        Assert.Empty(ledger.Lost);
        Assert.Empty(ledger.Unasked);
        Assert.Empty(ledger.OutOfOrder());
        Assert.Empty(ledger.Contradictions());
        Assert.Equal((told, 0), (mail.Accepted.Count, ledger.Repeats));
        foreach (var inbox in new[] { Inbox.Of(mail), Inbox.Of(hook) })
            Assert.All(names, name => Assert.Equal(
                ["first_fail", "recovered", "first_fail", "recovered"],
                inbox.News.Where(message => message.Check == name).Select(message => message.Event)));
        await Eventually.Passes(async () => Assert.DoesNotContain("not delivered", await monitor.Api.TextAsync("api/channels"), StringComparison.Ordinal));
    }

    private static async Task<int> DeliveredAsync(MonitorProcess monitor, string channel) => (await monitor.Api.EventsAsync())
        .Count(one => one.Kind == "alert-delivered" && one.Event.GetProperty("channel").GetString() == channel);

    private static Task SaysAsync(MonitorProcess monitor, string words) => Eventually.Passes(async () =>
        Assert.Matches(new Regex(words, RegexOptions.None, TimeSpan.FromSeconds(5)), await monitor.Api.TextAsync("api/channels")));
}
