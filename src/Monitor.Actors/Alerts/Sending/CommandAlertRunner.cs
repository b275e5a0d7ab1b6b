using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Command;
using Monitor.Actors.Checks.Talk;

namespace Monitor.Actors.Alerts.Sending;

/// <summary>Runs a program that tells of an alert: no shell, none of the monitor's environment, and not for ever.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class CommandAlertRunner(TimeProvider time)
{
    public async Task<Delivery> RunAsync(CommandSpec program, string input, TimeSpan timeout, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            return CommandVerdict.Of(await CommandRunner.RunAsync(program, new Phase("while it was running"), either.Token, input));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new Delivery.TryLater($"the program had not ended after {timeout.TotalSeconds:0.###} s");
        }
        catch (ProbeEndedException e)
        {
            return new Delivery.TryLater($"the channel is set up wrongly: {e.Message}");
        }
    }
}
