using Monitor.Actors.Checks.Command;

namespace Monitor.Actors.Alerts.Sending;

/// <summary>What the end of a program means for an alert; pure.</summary>
/// <remarks>
/// Programs that send something end with whatever code when the network is away, so all but one code mean later: an alert
/// that comes late is better than one that is lost.
/// </remarks>
public static class CommandVerdict
{
    /// <summary>EX_DATAERR of sysexits.h: it will never take this.</summary>
    private const int BadData = 65;

    public static Delivery Of(CommandEnd end)
    {
        var said = FirstLine(end.ExitCode == 0 ? end.Output : string.IsNullOrWhiteSpace(end.Errors) ? end.Output : end.Errors);
        var words = said.Length > 0 ? $"exit code {end.ExitCode}: {said}" : $"exit code {end.ExitCode}";
        return end.ExitCode switch
        {
            0 => new Delivery.Sent(said.Length > 0 ? said : words),
            BadData => new Delivery.GiveUp(words),
            _ => new Delivery.TryLater(words),
        };
    }

    private static string FirstLine(string text) => text.TrimStart().Split('\n', 2)[0].Trim();
}
