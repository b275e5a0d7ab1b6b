using Monitor.Actors.Reports;
using MudBlazor;

namespace Monitor.Web.Reports;

/// <summary>Says below the page what became of a request that concerns reports.</summary>
internal static class SpokenReports
{
    /// <summary>An engine that fails is said too, and does not take the page with it.</summary>
    public static async Task TellAsync(this ISnackbar snackbar, Func<Task<ReportReply>> request)
    {
        try
        {
            var reply = await request();
            snackbar.Add(reply.Message, reply.Outcome == ReportOutcome.Done ? Severity.Success : Severity.Warning);
        }
        catch (Exception e)
        {
            snackbar.Add($"The engine did not do it: {e.Message}", Severity.Error);
        }
    }
}
