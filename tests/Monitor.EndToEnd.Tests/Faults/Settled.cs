using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Faults;

/// <summary>Waits until the monitor has seen the world as it is, and every alert is settled.</summary>
internal static class Settled
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static Task<Ledger> LedgerAsync(
        MonitorProcess monitor, ScriptedTarget target, MailServer mail, string[] names, WebhookSink? hook = null, TimeSpan? patience = null) => Eventually.Gives(
        async () =>
        {
            var checks = (await monitor.Api.ChecksAsync()).ToDictionary(check => check.Name, check => check.Status);
            Assert.All(names, name => Assert.Equal(target.IsDown(name) ? "FAIL" : "OK", checks[name]));
            var journal = await monitor.Api.EventsAsync();
            Assert.Equal(
                journal.Where(one => one.Kind == "alert").Sum(one => one.Event.GetProperty("channels").GetArrayLength()),
                journal.Count(one => one.Kind == "alert-delivered"));
            return new Ledger(journal, hook is null ? [Inbox.Of(mail)] : [Inbox.Of(mail), Inbox.Of(hook)]);
        },
        patience ?? Patience);
}
