namespace Monitor.Actors.Alerts.Channels;

/// <summary>Prints alerts, in the original's words (PARITY N3).</summary>
public sealed class ConsoleNotifier(TextWriter output) : INotifier
{
    public const string ChannelName = "console";

    public string Name => ChannelName;

    public async Task<Delivery> SendAsync(Alert alert, CancellationToken cancel)
    {
        await output.WriteLineAsync(AlertText.Console(alert).AsMemory(), cancel);
        await output.FlushAsync(cancel);
        return new Delivery.Sent();
    }
}
