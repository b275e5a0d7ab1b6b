using Monitor.Web.Check;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Check;

public sealed class UptimeLookTests
{
    [Fact]
    public void A_share_says_of_what_and_what_is_missing() =>
        Assert.Equal(
            "99.86 % of 2,880 observed rounds, 1 of them WARN; not observed: 3 rounds without data, 38 m monitor not running, 2 h without results, 4 d before the first result",
            UptimeLook.Sentence(Some.Uptime(ok: 2_875, warn: 1, fail: 4, unknown: 3, notRunning: 38) with
            {
                NoResults = TimeSpan.FromHours(2),
                BeforeFirst = TimeSpan.FromDays(4),
            }));

    [Fact]
    public void Nothing_missing_is_not_told() =>
        Assert.Equal("100 % of 1 observed round", UptimeLook.Sentence(Some.Uptime(ok: 1)));

    [Fact]
    public void Nothing_observed_is_no_share() =>
        Assert.Equal("No observed rounds; not observed: 1 round without data", UptimeLook.Sentence(Some.Uptime(unknown: 1)));

    [Fact]
    public void One_failure_in_a_million_is_not_rounded_away() =>
        Assert.Equal("99.99 % of 1,000,000 observed rounds", UptimeLook.Sentence(Some.Uptime(ok: 999_999, fail: 1)));
}
