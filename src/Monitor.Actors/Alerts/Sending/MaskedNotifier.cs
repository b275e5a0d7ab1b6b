using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts.Sending;

/// <summary>A channel of which nothing gets out that a placeholder brought in, whatever the receiver or a library says.</summary>
internal sealed class MaskedNotifier(INotifier inner, ChannelMask mask) : INotifier
{
    /// <summary>So much of an answer is kept, after it was masked.</summary>
    private const int MaxAnswer = 200;

    public string Name => inner.Name;

    public bool OpensIncidents => inner.OpensIncidents;

    public bool IsForMachines => inner.IsForMachines;

    public async Task<Delivery> SendAsync(Alert alert, CancellationToken cancel)
    {
        try
        {
            return await inner.SendAsync(alert, cancel) switch
            {
                Delivery.Sent sent => new Delivery.Sent(sent.Answer is null ? null : Shown(sent.Answer)),
                Delivery.GiveUp never => new Delivery.GiveUp(Shown(never.Why)),
                Delivery.TryLater later => later with { Why = Shown(later.Why) },
                var other => other,
            };
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            return new Delivery.TryLater(Shown($"{e.GetType().Name}: {e.Message}")); // only here is known what must not be said
        }
    }

    private string Shown(string text) => ErrorDetails.Short(mask.Apply(text).ReplaceLineEndings(" ").Trim(), MaxAnswer);
}
