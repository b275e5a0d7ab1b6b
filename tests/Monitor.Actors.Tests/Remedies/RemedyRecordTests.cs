using Monitor.Actors.Checks;
using Monitor.Actors.Remedies;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Remedies;

public sealed class RemedyRecordTests
{
    private static readonly CheckDefinition Check = (Some.Definition() with { NotifyOn = [] }).With(Some.Remedy());

    private static RemedyRecord? Record(Story story) => RemedyRecord.Of([.. story.Journal.Select(happened => ("db-health", happened))]).SingleOrDefault();

    [Fact]
    public void What_never_ran_has_no_record() => Assert.Null(Record(Story.Given(Check).When(Some.Success())));

    [Fact]
    public void It_counts_what_the_runs_came_to()
    {
        var story = Story.Given(Check)
            .When(Some.Failure(), Some.RemedyDone(), Some.Success()) // fixed after 60 s
            .When(Some.Failure(), Some.RemedyDone()).Later(TimeSpan.FromSeconds(20)).When(Some.Success()) // after 80 s
            .When(Some.Failure(), Some.RemedyDone(), Some.Failure(), Some.Success()) // did not help
            .When(Some.Failure(), Some.RemedyDone(RemedyVerdict.Failed), Some.Success())
            .When(Some.Failure(), Some.RemedyDone(RemedyVerdict.Refused), Some.Success())
            .When(Some.Failure()).Restart(); // lost
        Assert.Equal(
            new RemedyRecord("db-health", 0, "restart")
            {
                Runs = 5,
                Fixed = 2,
                DidNotHelp = 1,
                Failed = 1,
                Unknown = 1,
                MedianSecondsToFix = 70,
                LastRunAt = story.Now - Story.Cycle,
            },
            Record(story));
    }

    [Fact]
    public void Who_recovers_while_it_runs_and_whose_run_is_lost_then_is_counted_once() =>
        Assert.Equal((1, 1), Record(Story.Given(Check).When(Some.Failure(), Some.Success()).Restart()) is { } one ? (one.Runs, one.Unknown) : default);

    [Fact]
    public void One_that_was_refused_is_not_the_last_that_ran()
    {
        var story = Story.Given(Check).When(Some.Failure(), Some.RemedyDone(), Some.Success(), Some.Failure(), Some.RemedyDone(RemedyVerdict.Refused), Some.Success());
        Assert.Equal((1, Some.T0), Record(story) is { } one ? (one.Runs, one.LastRunAt) : default);
    }

    [Fact]
    public void Who_recovers_while_it_runs_and_whose_answer_comes_later_is_counted_once() =>
        Assert.Equal((1, 1), Record(Story.Given(Check).When(Some.Failure(), Some.Success(), Some.RemedyDone())) is { } one ? (one.Runs, one.Unknown) : default);
}
