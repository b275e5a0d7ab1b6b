using MudBlazor;

namespace Monitor.Web.Engine;

/// <summary>Says below the page what became of an order.</summary>
public static class SpokenReplies
{
    /// <summary>Whether it was done; an engine that fails is said too, and does not take the page with it.</summary>
    public static async Task<bool> TellAsync(this ISnackbar snackbar, Func<Task<ControlReply>> order)
    {
        try
        {
            var reply = await order();
            snackbar.Add(reply.Message, reply.Done ? Severity.Success : Severity.Warning);
            return reply.Done;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            snackbar.Add($"The engine did not do it: {e.Message}", Severity.Error);
            return false;
        }
    }
}
