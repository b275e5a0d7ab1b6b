using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

public sealed class RetryTests
{
    private static readonly CheckDefinition Any = Some.Definition();

    private static readonly CheckDefinition OnlyErrors = Some.Definition() with { RetryOn = RetryOn.Error };

    [Theory]
    [InlineData(ObservationKind.Failed, true, false)]
    [InlineData(ObservationKind.Error, true, true)]
    [InlineData(ObservationKind.Passed, false, false)]
    [InlineData(ObservationKind.NotObserved, false, false)]
    public void Retries_apply_to_every_failure_unless_errors_alone_were_asked_for(ObservationKind kind, bool any, bool onlyErrors)
    {
        Assert.Equal(any, MayRetry(new Observation(kind), Any));
        Assert.Equal(onlyErrors, MayRetry(new Observation(kind), OnlyErrors));
    }

    [Fact]
    public void Too_slow_is_a_failure_like_any_other()
    {
        var limited = Any with { FailAbove = TimeSpan.FromMilliseconds(10) };
        Assert.True(MayRetry(Some.Good, limited));
        Assert.False(MayRetry(Some.Good, limited with { RetryOn = RetryOn.Error }));
    }

    private static bool MayRetry(Observation seen, CheckDefinition definition) =>
        RoundJudge.MayRetry(seen, RoundJudge.Judge(seen, TimeSpan.FromMilliseconds(12), definition), definition);
}
