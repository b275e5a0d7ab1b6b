using Monitor.Actors.Checks;
using Monitor.Actors.History;

namespace Monitor.Actors.Remedies;

/// <summary>Something that was done, as a row of the history: ACTION or ACTION_FAIL by outcome (PARITY R3, R4).</summary>
public static class RemedyRow
{
    public static ResultRow Of(CheckName check, CheckEvent.RemedySettled settled) => Of(
        check,
        settled.At,
        settled.Verdict == RemedyVerdict.Succeeded,
        settled.Details ?? ErrorDetails.Json(("action", settled.Action), ("error", "lost: the monitor stopped before it was known how it went")));

    public static ResultRow Of(CheckName check, CheckEvent.JobStartSettled settled) => Of(
        check,
        settled.At,
        settled.JobId is not null,
        settled.JobId is null
            ? ErrorDetails.Json(("action", "job_start"), ("error", settled.Problem))
            : ErrorDetails.Json(("action", "job_start"), ("job_id", settled.JobId)));

    private static ResultRow Of(CheckName check, DateTimeOffset at, bool well, string details) =>
        new(check, at, well ? ResultKind.Action : ResultKind.ActionFail, LatencyMs: 0, Attempts: 1, Details: details);
}
