using System.Text.Json;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

/// <summary>An answer of which something of severity warn did not hold, with and without latency limits.</summary>
public sealed class RoundJudgeTests
{
    private static readonly Observation Lagging = new(ObservationKind.Warned, "$.lag !< 5 (got 9)", 200, """{"error":"$.lag !< 5 (got 9)"}""");

    private static RoundVerdict Judge(int milliseconds) => RoundJudge.Judge(Lagging, TimeSpan.FromMilliseconds(milliseconds), Some.Definition() with
    {
        WarnAbove = TimeSpan.FromMilliseconds(1000),
        FailAbove = TimeSpan.FromMilliseconds(3000),
    });

    [Fact]
    public void It_is_a_warning_with_its_own_details() =>
        Assert.Equal(new RoundVerdict(CheckStatus.Warn, Lagging.Reason, Lagging.Details), Judge(999));

    [Fact]
    public void A_slow_one_tells_both()
    {
        var verdict = Judge(1000);
        Assert.Equal((CheckStatus.Warn, "answered in 1000 ms, limit 1000 ms; $.lag !< 5 (got 9)"), (verdict.Status, verdict.Reason));
        using var details = JsonDocument.Parse(verdict.Details!);
        Assert.Equal(verdict.Reason, details.RootElement.GetProperty("error").GetString());
    }

    [Fact]
    public void One_too_slow_is_a_failure_all_the_same()
    {
        var verdict = Judge(3000);
        Assert.Equal((CheckStatus.Fail, "answered in 3000 ms, limit 3000 ms; $.lag !< 5 (got 9) (warn)"), (verdict.Status, verdict.Reason));
    }

    [Fact]
    public void It_is_no_reason_to_try_again() => Assert.False(RoundJudge.MayRetry(Lagging, Judge(10), Some.Definition() with { Retries = 3 }));

    [Fact]
    public void Its_row_keeps_the_latency()
    {
        var result = new ProbeResult(Lagging, TimeSpan.FromMilliseconds(12), 1, Some.T0);
        var row = RoundRow.Of(Some.Definition(), result, Judge(12));
        Assert.Equal((12, "$.lag !< 5 (got 9)"), (row.LatencyMs, row.Reason));
    }
}
