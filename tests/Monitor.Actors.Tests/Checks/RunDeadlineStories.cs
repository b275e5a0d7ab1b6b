using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Support.Story;

namespace Monitor.Actors.Tests.Checks;

public sealed class RunDeadlineStories
{
    private const string NotStarted = "no run started at 2026-03-02 06:00, grace 5 m";

    private static readonly JobDeadline AtSix = new() { Schedule = new JobSchedule(CronTimes.Parse("0 6 * * *")!, TimeSpan.FromMinutes(5)) };

    /// <summary>A story begins on Monday at 05:00.</summary>
    private static Story On(JobDeadline deadline) =>
        Given(Some.Job(deadline) with { NotifyOn = [AlertKind.DeadlineMiss, AlertKind.Recovered] }, Morning(2, 5));

    private static DateTimeOffset Morning(int day, int hour, int minute = 0) => new(2026, 3, day, hour, minute, 0, TimeSpan.Zero);

    private static CheckEvent Seen(string id, DateTimeOffset? startedAt = null) => new CheckEvent.RunSeen(Some.T0, id, startedAt);

    private static CheckEvent Succeeded(string id, DateTimeOffset at) => new CheckEvent.RunSucceeded(Some.T0, id, at);

    private static CheckEvent[] Missed(DateTimeOffset at, string window, string reason, string? id = null, string? status = null, DateTimeOffset? incident = null)
    {
        var details = $$"""{"status":{{Quoted(status)}},"error":"{{reason}}","job_id":{{Quoted(id)}}}""";
        CheckEvent[] news = [new CheckEvent.DeadlineMissed(Some.T0, window, reason), Some.DeadlineAlert(window, Some.Incident(incident ?? at), reason, details)];
        return incident is null ? [Some.WentDown(Some.Incident(at), reason, details), .. news] : news;
    }

    private static string Quoted(string? text) => text is null ? "null" : $"\"{text}\"";

    private static CheckEvent[] Back(DateTimeOffset incident, string id, string status) =>
    [
        Some.Recovered(Some.Incident(incident)),
        Some.RecoveredAlert(Some.Incident(incident), status, $$"""{"status":"{{status}}","job_id":"{{id}}"}"""),
    ];

    private static Step Run(string id, string status, Func<JobRun, JobRun> with) => Some.Round(Some.Seen(id, status) is var seen ? seen with { Run = with(seen.Run!) } : seen);

    [Fact]
    public void A_run_that_does_not_start_at_its_occurrence_is_missed_once() =>
        On(AtSix).When(Some.NoRun()).Then(Some.CameUp())
            .At(Morning(2, 6, 4)).When(Some.NoRun()).ThenNothing()
            .At(Morning(2, 6, 5)).When(Some.NoRun(), Some.NoRun())
            .Then(Missed(Morning(2, 6, 5), "schedule-2026-03-02T06:00:00Z", NotStarted))
            .Restart().At(Morning(4, 9)).When(Some.NoRun()).ThenNothing();

    [Fact]
    public void A_late_start_makes_up_for_it_and_the_next_occurrence_is_missed_for_itself() =>
        On(AtSix).At(Morning(2, 6, 5)).When(Some.NoRun())
            .Then(Missed(Morning(2, 6, 5), "schedule-2026-03-02T06:00:00Z", NotStarted))
            .At(Morning(2, 7)).When(Some.Run("job_1", "running")).Then([Seen("job_1"), .. Back(Morning(2, 6, 5), "job_1", "running")])
            .At(Morning(3, 6, 5)).When(Some.Run("job_1", "running"))
            .Then(Missed(Morning(3, 6, 5), "schedule-2026-03-03T06:00:00Z", "no run started at 2026-03-03 06:00, grace 5 m", "job_1", "running"));

    [Fact]
    public void An_occurrence_that_passed_while_the_engine_was_down_is_missed_once() =>
        On(AtSix).When(Some.NoRun()).Then(Some.CameUp())
            .At(Morning(2, 9)).Restart().When(Some.NoRun(), Some.NoRun())
            .Then(Missed(Morning(2, 9), "schedule-2026-03-02T06:00:00Z", NotStarted));

    [Fact]
    public void A_run_that_started_while_the_engine_was_down_is_not_missed() =>
        On(AtSix).When(Some.NoRun()).Then(Some.CameUp())
            .At(Morning(2, 9)).Restart().When(Some.Run("job_1", "running", Morning(2, 6, 1))).Then(Seen("job_1", Morning(2, 6, 1)));

    [Fact]
    public void Another_clock_may_be_half_a_minute_ahead() =>
        On(AtSix).When(Some.Run("job_1", "running", Morning(2, 6).AddSeconds(-30)))
            .Then(Seen("job_1", Morning(2, 6).AddSeconds(-30)), Some.CameUp())
            .At(Morning(2, 6, 30)).When(Some.Run("job_1", "running", Morning(2, 6).AddSeconds(-30))).ThenNothing();

    [Fact]
    public void A_missing_run_stays_missing_when_the_definition_changes() =>
        On(AtSix).At(Morning(2, 6, 5)).When(Some.NoRun())
            .Then(Missed(Morning(2, 6, 5), "schedule-2026-03-02T06:00:00Z", NotStarted))
            .Redefined(Some.Job(AtSix) with { Fingerprint = "f2" }).When(Some.Define(), Some.NoRun())
            .Then(new CheckEvent.Defined(Some.T0, "checks.yaml:14", "name: db-health\ntype: scripted", "f2"));

    [Fact]
    public void An_occurrence_is_meant_in_the_checks_zone() =>
        Given(Some.Job(AtSix) with { NotifyOn = [AlertKind.DeadlineMiss], Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata") }, Morning(2, 0))
            .At(Morning(2, 0, 35)).When(Some.NoRun())
            .Then(Missed(Morning(2, 0, 35), "schedule-2026-03-02T00:30:00Z", NotStarted));

    [Fact]
    public void Todays_run_must_start_in_time_and_yesterdays_does_not_count() =>
        On(new JobDeadline { StartBy = new TimeOnly(6, 0) }).When(Some.Run("job_1", "succeeded", Morning(1, 5)))
            .Then(Succeeded("job_1", Morning(1, 5)), Seen("job_1", Morning(1, 5)), Some.CameUp())
            .At(Morning(2, 6)).When(Some.Run("job_1", "succeeded", Morning(1, 5)), Some.Run("job_1", "succeeded", Morning(1, 5)))
            .Then(Missed(Morning(2, 6), "start_by-2026-03-02", "not started by 06:00", "job_1", "succeeded"))
            .When(Some.Run("job_2", "running", Morning(2, 6))).Then([Seen("job_2", Morning(2, 6)), .. Back(Morning(2, 6), "job_2", "running")]);

    [Fact]
    public void A_run_that_never_started_stays_missing_past_midnight_and_is_missed_again_the_next_day() =>
        On(new JobDeadline { StartBy = new TimeOnly(6, 0) }).At(Morning(2, 6)).When(Some.NoRun())
            .Then(Missed(Morning(2, 6), "start_by-2026-03-02", "not started by 06:00"))
            .At(Morning(3, 1)).When(Some.NoRun()).ThenNothing()
            .At(Morning(3, 6)).When(Some.NoRun(), Some.NoRun())
            .Then(Missed(Morning(3, 6), "start_by-2026-03-03", "not started by 06:00", incident: Morning(2, 6)));

    [Fact]
    public void Each_deadline_is_told_for_itself_also_when_several_passed_while_the_engine_was_down() =>
        On(new JobDeadline(new TimeOnly(6, 0)) { StartBy = new TimeOnly(5, 30) }).When(Some.NoRun()).Then(Some.CameUp())
            .At(Morning(2, 6, 10)).Restart().When(Some.NoRun(), Some.NoRun(), Some.NoRun())
            .Then([
                .. Missed(Morning(2, 6, 10), "2026-03-02", "missed deadline 06:00"),
                .. Missed(Morning(2, 6, 10), "start_by-2026-03-02", "not started by 05:30", incident: Morning(2, 6, 10)),
            ]);

    [Theory]
    [InlineData("running", "running for 2 h, allowed 2 h")]
    [InlineData("unknown", "running for 2 h, allowed 2 h (status unknown)")]
    public void A_run_that_does_not_end_fails(string status, string reason) =>
        On(new JobDeadline { FinishWithin = TimeSpan.FromHours(2) }).When(Some.Run("job_1", status, Morning(2, 5)))
            .Then(Seen("job_1", Morning(2, 5)), Some.CameUp())
            .At(Morning(2, 7)).When(Some.Run("job_1", status, Morning(2, 5)), Some.Run("job_1", status, Morning(2, 5)))
            .Then(Missed(Morning(2, 7), "finish_within-job_1", reason, "job_1", status));

    [Fact]
    public void Where_nobody_says_when_it_started_it_runs_for_at_least_so_long() =>
        On(new JobDeadline { FinishWithin = TimeSpan.FromHours(2) }).When(Some.Run("job_1", "running")).Then(Seen("job_1"), Some.CameUp())
            .At(Morning(2, 7, 10)).When(Some.Run("job_1", "running"))
            .Then(Missed(Morning(2, 7, 10), "finish_within-job_1", "running for at least 2 h 10 m, allowed 2 h", "job_1", "running"));

    [Fact]
    public void A_run_that_ended_too_late_makes_up_for_it() =>
        On(new JobDeadline { FinishWithin = TimeSpan.FromHours(2) }).At(Morning(2, 7)).When(Some.Run("job_1", "running", Morning(2, 5)))
            .Then([Seen("job_1", Morning(2, 5)), .. Missed(Morning(2, 7), "finish_within-job_1", "running for 2 h, allowed 2 h", "job_1", "running")])
            .At(Morning(2, 8)).When(Some.Run("job_1", "succeeded", Morning(2, 5)))
            .Then([Succeeded("job_1", Morning(2, 8)), .. Back(Morning(2, 7), "job_1", "succeeded")]);

    [Fact]
    public void A_success_that_says_when_it_happened_counts_for_then() =>
        On(new JobDeadline(new TimeOnly(6, 0))).At(Morning(2, 9))
            .When(Run("job_1", "succeeded", run => run with { StartedAt = Morning(1, 23), FinishedAt = Morning(2, 1) }))
            .Then(Succeeded("job_1", Morning(2, 1)), Seen("job_1", Morning(1, 23)), Some.CameUp());

    [Fact]
    public void A_success_that_came_too_fast_is_a_warning_for_as_long_as_it_is_the_newest() =>
        On(new JobDeadline { MinDuration = TimeSpan.FromMinutes(1) })
            .When(Run("job_1", "succeeded", run => run with { Took = TimeSpan.FromSeconds(3) }), Run("job_1", "succeeded", run => run with { Took = TimeSpan.FromSeconds(3) }))
            .Then(Succeeded("job_1", Morning(2, 5)), Seen("job_1"), Some.Degraded("finished in 3 s, expected at least 1 m"))
            .When(Run("job_2", "running", run => run)).Then(Seen("job_2"), Some.Restored());

    [Fact]
    public void Without_its_word_a_run_took_at_most_from_its_start_to_when_it_was_seen_to_be_over() =>
        On(new JobDeadline { MinDuration = TimeSpan.FromMinutes(1) })
            .At(Morning(2, 5).AddSeconds(20)).When(Some.Run("job_1", "succeeded", Morning(2, 5)))
            .Then(Succeeded("job_1", Morning(2, 5)), Seen("job_1", Morning(2, 5)), Some.Degraded("finished in at most 20 s, expected at least 1 m"))
            .Restart().At(Morning(2, 7)).When(Some.Run("job_1", "succeeded", Morning(2, 5))).ThenNothing();

    [Fact]
    public void Nobody_is_suspicious_whose_times_nobody_knows() =>
        On(new JobDeadline { MinDuration = TimeSpan.FromMinutes(1) }).When(Some.Run("job_1", "running"), Some.Run("job_1", "succeeded"))
            .Then(Seen("job_1"), Some.CameUp(), Succeeded("job_1", Morning(2, 5).AddSeconds(30)));
}
