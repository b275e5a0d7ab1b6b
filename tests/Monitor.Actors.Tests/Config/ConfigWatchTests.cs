using CsCheck;
using Monitor.Actors.Config;

namespace Monitor.Actors.Tests.Config;

/// <summary>When changed content counts as complete.</summary>
public sealed class ConfigWatchTests
{
    [Fact]
    public void A_change_that_is_taken_back_is_none()
    {
        var start = DateTimeOffset.UnixEpoch;
        var (watch, changed) = new ConfigWatch("a").See("b", start);
        Assert.False(changed);
        (watch, changed) = watch.See("a", start.AddSeconds(1));
        Assert.False(changed);
        Assert.Equal(new ConfigWatch("a"), watch);
    }

    [Fact]
    public void What_is_reported_was_seen_twice_at_least_300_ms_apart_and_is_new() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 200]).List[1, 60].Sample(looks =>
        {
            var watch = new ConfigWatch("0");
            var reported = "0";
            var run = (Hash: "", Since: 0);
            var now = 0;
            foreach (var (content, wait) in looks)
            {
                now += wait;
                var hash = $"{content}";
                run = hash == run.Hash ? run : (hash, now);
                (watch, var changed) = watch.See(hash, DateTimeOffset.UnixEpoch.AddMilliseconds(now));
                Assert.Equal(hash != reported && now - run.Since >= 300, changed);
                reported = changed ? hash : reported;
            }
        }, iter: 1_000);
}
