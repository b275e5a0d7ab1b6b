using Monitor.Web.Api;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Api;

public sealed class SilenceBodyTests
{
    private static readonly SilenceBody Good = new("ticket 7", For: "2h", Tags: ["db"]);

    public static TheoryData<SilenceBody, string?> Bodies { get; } = new()
    {
        { Good, null },
        { Good with { Tags = null, All = true }, null },
        { Good with { Tags = null }, "give at least one of them, or say all: true" },
        { Good with { All = true }, "give at least one of them, or say all: true" },
        { Good with { Reason = " " }, "reason: say why" },
        { Good with { Reason = new string('x', 201) }, "reason: must be one line" },
        { Good with { For = null }, "for: say how long" },
        { Good with { For = "soon" }, "for: \"soon\" is not a length of time" },
        { Good with { For = null, Until = "2020-01-01" }, "until: is over already" },
        { Good with { Names = [new string('x', 121)] }, "at most 1000 words" },
        { Good with { Names = [.. Enumerable.Repeat("x", 1001)] }, "at most 1000 words" },
    };

    [Theory]
    [MemberData(nameof(Bodies), DisableDiscoveryEnumeration = true)]
    public void A_silence_has_an_end_a_reason_and_says_what_it_is_for(SilenceBody body, string? problem)
    {
        var (until, found) = body.Read(Some.Noon);
        if (problem is null)
            Assert.Equal((Some.Noon.AddHours(2), null), (until, found));
        else
            Assert.Contains(problem, found, StringComparison.Ordinal);
    }
}
