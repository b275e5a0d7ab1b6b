using System.Globalization;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts;

/// <summary>Sends a test through a channel: at once, past its queue, leaving nothing open at the receiver.</summary>
public static class ChannelTestRunner
{
    /// <summary>Appears in no list of checks: it only fills the place of a check's name.</summary>
    private static readonly CheckName Sender = CheckName.Of("monitor");

    public static async Task<Delivery> RunAsync(INotifier channel, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            var test = Test(channel.Name, time.GetUtcNow());
            var delivery = await channel.SendAsync(test, cancel);
            return delivery is Delivery.Sent && channel.OpensIncidents ? await channel.SendAsync(Over(test), cancel) : delivery;
        }
        catch (Exception e) when (e is not OutOfMemoryException && !cancel.IsCancellationRequested)
        {
            return new Delivery.TryLater($"{e.GetType().Name}: {e.Message}");
        }
    }

    private static Alert Test(string channel, DateTimeOffset now)
    {
        var incident = $"test/{channel}/{now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}";
        return new Alert(CheckDecider.AlertId(incident, AlertKind.FirstFail), Sender, AlertKind.FirstFail, "INFO", now, "this is a test", null)
        {
            IsTest = true,
            Incident = incident,
            Notice = new AlertNotice(
                $"[TEST] this is a test of the channel {channel}", "Somebody asked Monitor to send it. Nothing is wrong, and nothing has to be done.\n"),
        };
    }

    /// <summary>What the test has opened at the receiver is closed again.</summary>
    private static Alert Over(Alert test) => test with { Id = CheckDecider.AlertId(test.Incident, AlertKind.Recovered), Kind = AlertKind.Recovered };
}
