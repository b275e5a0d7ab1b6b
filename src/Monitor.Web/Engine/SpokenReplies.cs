using Monitor.Actors.Reports;
using MudBlazor;

namespace Monitor.Web.Engine;

/// <summary>Says below the page what became of an order.</summary>
public static class SpokenReplies
{
    /// <summary>Whether it was done; an engine that fails is said too, and does not take the page with it.</summary>
    /// <param name="whenDone">What else to offer then.</param>
    public static Task<bool> TellAsync(this ISnackbar snackbar, Func<Task<ControlReply>> order, Action<SnackbarOptions>? whenDone = null) =>
        TellAsync(snackbar, order, reply => (reply.Done, reply.Message), whenDone);

    /// <inheritdoc cref="TellAsync(ISnackbar, Func{Task{ControlReply}}, Action{SnackbarOptions})"/>
    public static Task<bool> TellAsync(this ISnackbar snackbar, Func<Task<ReportReply>> order) =>
        TellAsync(snackbar, order, reply => (reply.Outcome == ReportOutcome.Done, reply.Message));

    private static async Task<bool> TellAsync<TReply>(ISnackbar snackbar, Func<Task<TReply>> order, Func<TReply, (bool Done, string Message)> read, Action<SnackbarOptions>? whenDone = null)
    {
        try
        {
            var (done, message) = read(await order());
            snackbar.Add(message, done ? Severity.Success : Severity.Warning, done ? whenDone : null);
            return done;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            snackbar.Add($"The engine did not do it: {e.Message}", Severity.Error);
            return false;
        }
    }
}
