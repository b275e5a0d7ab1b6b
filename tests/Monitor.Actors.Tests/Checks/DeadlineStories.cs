using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Support.Story;

namespace Monitor.Actors.Tests.Checks;

public sealed class DeadlineStories
{
    private const string Reason = "missed deadline 06:00";

    private static readonly TimeOnly Six = new(6, 0);

    private static readonly CheckDefinition Nightly = Some.Job(Six) with { NotifyOn = [AlertKind.DeadlineMiss, AlertKind.Recovered] };

    /// <summary>A story begins on Monday at 05:00.</summary>
    private static Story On(CheckDefinition definition) => Given(definition, Morning(2, 5));

    private static DateTimeOffset Morning(int day, int hour, int minute = 0) => new(2026, 3, day, hour, minute, 0, TimeSpan.Zero);

    private static CheckEvent Seen(string id) => new CheckEvent.RunSeen(Some.T0, id);

    private static CheckEvent Succeeded(string id, DateTimeOffset at) => new CheckEvent.RunSucceeded(Some.T0, id, at);

    private static CheckEvent Missed(string window, string reason = Reason) => new CheckEvent.DeadlineMissed(Some.T0, window, reason);

    private static string Details(string? id, string? status, string reason = Reason) =>
        $$"""{"status":{{Quoted(status)}},"error":"{{reason}}","job_id":{{Quoted(id)}}}""";

    private static string Quoted(string? text) => text is null ? "null" : $"\"{text}\"";

    private static CheckEvent Down(DateTimeOffset at, string? id, string? status) =>
        Some.WentDown(Some.Incident(at), Reason, Details(id, status));

    private static CheckEvent Alert(string window, DateTimeOffset incident, string? id, string? status) =>
        Some.DeadlineAlert(window, Some.Incident(incident), Reason, Details(id, status));

    [Fact]
    public void Before_the_deadline_a_running_job_is_well() =>
        On(Nightly).When(Some.Run("job_1", "running")).Then(Seen("job_1"), Some.CameUp());

    [Fact]
    public void A_missed_deadline_is_told_once() =>
        On(Nightly).When(Some.Run("job_1", "running")).Then(Seen("job_1"), Some.CameUp())
            .At(Morning(2, 6)).When(Some.Run("job_1", "running"), Some.Run("job_1", "running"), Some.Run("job_1", "running"))
            .Then(Down(Morning(2, 6), "job_1", "running"), Missed("2026-03-02"), Alert("2026-03-02", Morning(2, 6), "job_1", "running"));

    [Fact]
    public void A_restart_does_not_tell_it_again() =>
        On(Nightly).At(Morning(2, 6)).When(Some.Run("job_1", "running"))
            .Then(Seen("job_1"), Down(Morning(2, 6), "job_1", "running"), Missed("2026-03-02"), Alert("2026-03-02", Morning(2, 6), "job_1", "running"))
            .Restart().When(Some.Run("job_1", "running")).ThenNothing();

    [Fact]
    public void A_deadline_that_passed_while_the_engine_was_down_is_told_once() =>
        On(Nightly).When(Some.Run("job_1", "running")).Then(Seen("job_1"), Some.CameUp())
            .At(Morning(2, 9)).Restart().When(Some.Run("job_1", "running"), Some.Run("job_1", "running"))
            .Then(Down(Morning(2, 9), "job_1", "running"), Missed("2026-03-02"), Alert("2026-03-02", Morning(2, 9), "job_1", "running"));

    [Fact]
    public void A_late_success_recovers_once() =>
        On(Nightly).At(Morning(2, 6)).When(Some.Run("job_1", "running"))
            .Then(Seen("job_1"), Down(Morning(2, 6), "job_1", "running"), Missed("2026-03-02"), Alert("2026-03-02", Morning(2, 6), "job_1", "running"))
            .At(Morning(2, 7)).When(Some.Run("job_1", "succeeded"), Some.Run("job_1", "succeeded"))
            .Then(Succeeded("job_1", Morning(2, 7)), Some.Recovered(Some.Incident(Morning(2, 6))),
                Some.RecoveredAlert(Some.Incident(Morning(2, 6)), "succeeded", """{"status":"succeeded","job_id":"job_1"}"""));

    [Fact]
    public void Past_midnight_what_was_missed_stays_missed() =>
        On(Nightly).At(Morning(2, 6)).When(Some.Run("job_1", "running"))
            .Then(Seen("job_1"), Down(Morning(2, 6), "job_1", "running"), Missed("2026-03-02"), Alert("2026-03-02", Morning(2, 6), "job_1", "running"))
            .At(Morning(3, 0)).When(Some.Run("job_1", "running")).ThenNothing()
            .At(Morning(3, 5, 59)).When(Some.Run("job_1", "running")).ThenNothing();

    [Fact]
    public void The_next_day_is_missed_separately() =>
        On(Nightly).At(Morning(2, 6)).When(Some.Run("job_1", "running"))
            .Then(Seen("job_1"), Down(Morning(2, 6), "job_1", "running"), Missed("2026-03-02"), Alert("2026-03-02", Morning(2, 6), "job_1", "running"))
            .At(Morning(3, 6)).When(Some.Run("job_1", "running"), Some.Run("job_1", "running"))
            .Then(Missed("2026-03-03"), Alert("2026-03-03", Morning(2, 6), "job_1", "running"));

    [Fact]
    public void Yesterdays_success_does_not_satisfy_today() =>
        On(Nightly).When(Some.Run("job_1", "running"), Some.Run("job_1", "succeeded"))
            .Then(Seen("job_1"), Some.CameUp(), Succeeded("job_1", Morning(2, 5).AddSeconds(30)))
            .At(Morning(2, 6)).When(Some.Run("job_1", "succeeded")).ThenNothing()
            .At(Morning(3, 5)).When(Some.Run("job_1", "succeeded")).ThenNothing()
            .At(Morning(3, 6)).When(Some.Run("job_1", "succeeded"))
            .Then(Down(Morning(3, 6), "job_1", "succeeded"), Missed("2026-03-03"), Alert("2026-03-03", Morning(3, 6), "job_1", "succeeded"));

    [Fact]
    public void A_success_seen_first_when_it_was_over_counts_for_the_day_its_run_started() =>
        On(Nightly).At(Morning(2, 9)).When(Some.Run("job_0", "succeeded", startedAt: Morning(1, 2))).Then(
            Succeeded("job_0", Morning(1, 2)), new CheckEvent.RunSeen(Some.T0, "job_0", Morning(1, 2)),
            Down(Morning(2, 9), "job_0", "succeeded"), Missed("2026-03-02"), Alert("2026-03-02", Morning(2, 9), "job_0", "succeeded"));

    [Fact]
    public void A_job_that_never_started_has_missed_its_deadline() =>
        On(Nightly).When(Some.NoRun()).Then(Some.CameUp())
            .At(Morning(2, 6)).When(Some.NoRun(), Some.NoRun())
            .Then(Down(Morning(2, 6), null, null), Missed("2026-03-02"), Alert("2026-03-02", Morning(2, 6), null, null));

    [Fact]
    public void A_job_that_never_started_has_no_deadline_to_miss_without_one() =>
        Given(Some.Job()).When(Some.NoRun(), Some.NoRun()).Then(Some.CameUp());

    [Fact]
    public void The_deadline_is_meant_in_the_checks_zone() =>
        On(Nightly with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata") }).At(Morning(2, 0, 29)).When(Some.NoRun()).Then(Some.CameUp())
            .At(Morning(2, 0, 30)).When(Some.NoRun())
            .Then(Down(Morning(2, 0, 30), null, null), Missed("2026-03-02"), Alert("2026-03-02", Morning(2, 0, 30), null, null));

    [Fact]
    public void A_failed_run_that_then_misses_the_deadline_is_one_incident() =>
        On(Nightly).When(Some.Run("job_1", "failed"))
            .Then(Seen("job_1"), Some.WentDown(Some.Incident(Morning(2, 5)), "failed", """{"status":"failed","job_id":"job_1"}"""))
            .At(Morning(2, 6)).When(Some.Run("job_1", "failed"))
            .Then(Missed("2026-03-02"), Alert("2026-03-02", Morning(2, 5), "job_1", "failed"));

    [Fact]
    public void A_failed_run_is_no_first_fail_when_only_the_deadline_is_asked_for() =>
        On(Nightly).When(Some.Run("job_1", "failed"), Some.Run("job_2", "running")).Then(
            Seen("job_1"), Some.WentDown(Some.Incident(Morning(2, 5)), "failed", """{"status":"failed","job_id":"job_1"}"""),
            Seen("job_2"), Some.Recovered(Some.Incident(Morning(2, 5))),
            Some.RecoveredAlert(Some.Incident(Morning(2, 5)), "running", """{"status":"running","job_id":"job_2"}"""));

    [Theory]
    [InlineData("running")]
    [InlineData("queued")]
    [InlineData("unknown")]
    public void Any_status_but_failed_is_well_without_a_deadline(string status) =>
        Given(Some.Job()).When(Some.Run("job_1", status), Some.Run("job_1", status)).Then(Seen("job_1"), Some.CameUp());

    [Fact]
    public void Minutes_after_start_count_from_the_start_of_the_run()
    {
        const string Late = "missed deadline 30 min after start";
        var details = Details("job_1", "running", Late);
        var incident = Some.Incident(Morning(2, 5, 10));
        var started = Morning(2, 4, 40);
        On(Some.Job(afterStart: TimeSpan.FromMinutes(30)))
            .At(Morning(2, 5, 9)).When(Some.Run("job_1", "running", started))
            .Then(new CheckEvent.RunSeen(Some.T0, "job_1", started), Some.CameUp())
            .At(Morning(2, 5, 10)).When(Some.Run("job_1", "running", started), Some.Run("job_1", "running", started))
            .Then(
                Some.WentDown(incident, Late, details), Some.FirstFailAlert(incident, Late, details),
                Missed("job_1", Late), Some.DeadlineAlert("job_1", incident, Late, details));
    }

    [Fact]
    public void A_start_nobody_knows_is_the_moment_the_run_was_first_seen() =>
        On(Some.Job(afterStart: TimeSpan.FromMinutes(30)) with { NotifyOn = [] }).When(Some.Run("job_1", "running"))
            .Then(Seen("job_1"), Some.CameUp())
            .At(Morning(2, 5, 29)).When(Some.Run("job_1", "running")).ThenNothing()
            .At(Morning(2, 5, 30)).When(Some.Run("job_1", "running")).Then(
                Some.WentDown(Some.Incident(Morning(2, 5, 30)), "missed deadline 30 min after start", Details("job_1", "running", "missed deadline 30 min after start")),
                Missed("job_1", "missed deadline 30 min after start"));

    [Fact]
    public void A_target_that_does_not_answer_is_no_missed_deadline() =>
        On(Nightly).At(Morning(2, 7)).When(Some.Round(ErrorDetails.Error("connection refused")))
            .Then(Some.WentDown(Some.Incident(Morning(2, 7)), "connection refused", """{"error":"connection refused"}"""));
}
