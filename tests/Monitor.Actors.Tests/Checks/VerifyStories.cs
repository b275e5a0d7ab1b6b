using Monitor.Actors.Checks;
using Monitor.Actors.Remedies;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Support.Story;

namespace Monitor.Actors.Tests.Checks;

/// <summary>Every remedy proves itself: the rounds after it say what it has brought about.</summary>
public sealed class VerifyStories
{
    private static readonly Step Silence = Some.Round(new Observation(ObservationKind.Error, "connection refused"));

    private static readonly CheckDefinition Check = Silent(Some.Remedy());

    /// <summary>Looked at after 0, 30 and 60 s.</summary>
    private static readonly CheckDefinition Verified = Silent(Some.Remedy() with { Verify = new VerifyPlan(TimeSpan.FromSeconds(60), 3) });

    private static CheckDefinition Silent(params RemedyDefinition[] remedies) => (Some.Definition() with { NotifyOn = [] }).With(remedies);

    private static Story Treated(CheckDefinition check) =>
        Given(check).When(Some.Failure(), Some.RemedyDone()).Then(Some.WentDown(), Some.RemedyRequested(0), Some.RemedySettled());

    [Fact]
    public void The_news_of_a_recovery_say_what_has_fixed_it_in_the_details_too_when_it_was_verified() =>
        Given(Verified with { NotifyOn = Some.Definition().NotifyOn }).When(Some.Failure(), Some.RemedyDone(), Some.Success()).Then(
            Some.WentDown(), Some.FirstFailAlert(), Some.RemedyRequested(0), Some.RemedySettled(), Some.RemedyJudged(RemedyEffect.Fixed),
            Some.Recovered(after: "restart", cure: "fixed by restart after 60 s, 1st try"),
            Some.RecoveredAlert(
                reason: "fixed by restart after 60 s, 1st try", details: """{"status_code":200,"remedy":"fixed by restart after 60 s, 1st try"}"""));

    /// <summary>PARITY N2: the mails of the original read as they did.</summary>
    [Fact]
    public void The_details_are_left_alone_when_nobody_asked_to_verify() =>
        Given(Some.Definition().With(Some.Remedy())).When(Some.Failure(), Some.RemedyDone(), Some.Success()).Then(
            Some.WentDown(), Some.FirstFailAlert(), Some.RemedyRequested(0), Some.RemedySettled(), Some.RemedyJudged(RemedyEffect.Fixed),
            Some.Recovered(after: "restart", cure: "fixed by restart after 60 s, 1st try"), Some.RecoveredAlert(reason: "fixed by restart after 60 s, 1st try"));

    [Fact]
    public void What_fails_after_it_was_not_helped_and_later_recovers_by_itself() =>
        Treated(Check).When(Some.Failure(), Some.Success()).Then(Some.RemedyJudged(), Some.Recovered());

    [Fact]
    public void What_answered_before_and_does_not_answer_after_it_is_worse() =>
        Treated(Check).When(Silence).Then(Some.RemedyJudged(RemedyEffect.MadeWorse, reason: "connection refused"));

    [Fact]
    public void What_did_not_answer_before_cannot_be_worse() =>
        Given(Check).When(Silence, Some.RemedyDone()).When(Silence).Then(
            Some.WentDown(reason: "connection refused", details: null),
            Some.RemedyRequested(0) with { Answered = false }, Some.RemedySettled(), Some.RemedyJudged(reason: "connection refused"));

    [Fact]
    public void A_round_that_was_under_way_when_it_was_done_says_nothing() =>
        Treated(Check).When((state, definition, now) => (CheckCommand.RecordResult)Some.Failure()(state, definition, now) with { StartedAt = now - (2 * Cycle) })
            .ThenNothing().When(Some.Failure()).Then(Some.RemedyJudged(seconds: 90));

    [Fact]
    public void What_was_not_observed_says_nothing() =>
        Treated(Check).When(Some.NotObserved()).ThenNothing().When(Some.Success()).Then(
            Some.RemedyJudged(RemedyEffect.Fixed, seconds: 90), Some.Recovered(after: "restart", cure: "fixed by restart after 90 s, 1st try"));

    [Fact]
    public void It_has_as_long_as_verify_gives_it() =>
        Treated(Verified).When(Some.Failure()).ThenNothing().When(Some.Failure()).Then(Some.RemedyJudged(seconds: 90));

    [Fact]
    public void Helping_late_but_in_time_is_helping() =>
        Treated(Verified).When(Some.Failure(), Some.Success()).Then(
            Some.RemedyJudged(RemedyEffect.Fixed, seconds: 90), Some.Recovered(after: "restart", cure: "fixed by restart after 90 s, 1st try"));

    [Fact]
    public void What_nobody_could_observe_in_time_is_not_known() =>
        Treated(Verified).When(Some.NotObserved(), Some.NotObserved())
            .Then(Some.RemedyJudged(RemedyEffect.Unknown, seconds: 90, reason: "out of file handles"));

    [Fact]
    public void A_recovery_that_nobody_saw_for_too_long_may_have_any_cause() =>
        Treated(Check).Later(TimeSpan.FromHours(3)).When(Some.Success()).Then(
            Some.RemedyJudged(RemedyEffect.Unknown, seconds: 10_860, reason: "nobody could look at the check for too long"),
            Some.Recovered(after: "restart"));

    [Fact]
    public void Of_two_that_were_done_the_last_is_believed() =>
        Given(Silent(Some.Remedy(), Some.Remedy(new ScriptedRemedy("page")))).When(Some.Failure(), Done(1), Done(0), Some.Success()).Then(
            Some.WentDown(), Some.RemedyRequested(0), Some.RemedyRequested(0, index: 1, action: "page"),
            new CheckEvent.RemedySettled(Some.T0, $"{Some.Incident()}/remedy1/{Some.T0.ToUnixTimeMilliseconds()}", "page", RemedyVerdict.Succeeded, "{}"),
            Some.RemedySettled(),
            Some.RemedyJudged(RemedyEffect.Fixed, seconds: 90),
            Some.RemedyJudged(RemedyEffect.Unknown, seconds: 90, index: 1, action: "page", reason: "restart was done after it"),
            Some.Recovered(after: "restart", cure: "fixed by restart after 90 s, 1st try"));

    private static Step Done(int index) => (state, _, now) =>
        new CheckCommand.SettleRemedy(now, state.OpenRemedies.Values.Single(open => open.Index == index).Id, RemedyVerdict.Succeeded, "{}");

    [Fact]
    public void A_recovery_during_a_run_may_have_another_cause() =>
        Given(Check).When(Some.Failure(), Some.Success(), Some.RemedyDone()).Then(
            Some.WentDown(), Some.RemedyRequested(0),
            Some.RemedyJudged(RemedyEffect.Unknown, seconds: 30, reason: "the check recovered before it was done"), Some.Recovered(), Some.RemedySettled());

    [Fact]
    public void A_restart_forgets_no_run_that_is_still_to_be_judged() =>
        Treated(Verified).Restart().When(Some.Failure(), Some.Failure()).Then(Some.RemedyJudged(seconds: 90));
}
