using System.Text.Json;
using CsCheck;
using Monitor.Actors.Checks.Pings;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks.Pings;

public sealed class PingDetailsTests
{
    private static readonly PingRules Rules = PingStory.Every(60, finishWithin: 30);

    private static readonly Gen<Ping> AnyPing =
        from kind in Gen.Enum<PingKind>()
        from second in Gen.Int[0, 1_000_000]
        from run in Gen.Int[0, 12]
        from message in Gen.String[0, 20].Where(text => !text.Any(char.IsSurrogate))
        from took in Gen.Int[-1, 100_000]
        select new Ping(
            kind, Some.T0.AddSeconds(second), run == 0 ? null : new Guid(run, 0, 0, new byte[8]), message.Length == 0 ? null : message,
            took < 0 ? null : TimeSpan.FromMilliseconds(took));

    [Fact]
    public void What_is_written_is_read_again_whatever_the_pings_were() => AnyPing.Array[0, 40].Sample(pings =>
    {
        var progress = pings.Aggregate(PingProgress.None, (sum, ping) => sum.After(ping, Rules));
        var again = PingDetails.Read(PingDetails.Write(progress, "some error"));
        // Of the newest ping only what people are told of it is kept.
        Assert.Equal(progress with { Last = Kept(progress.Last), Runs = [] }, again with { Runs = [] });
        Assert.Equal(progress.Runs.AsEnumerable(), again.Runs);
    });

    [Fact]
    public void The_largest_state_fits_into_the_details_of_a_row()
    {
        var progress = Enumerable.Range(0, 40).Select(n => new Ping(PingKind.Start, Some.T0.AddMilliseconds(n), Guid.NewGuid()))
            .Aggregate(PingProgress.None with { SucceededAt = Some.T0, Took = TimeSpan.FromMilliseconds(1234567) }, (sum, ping) => sum.After(ping, Rules));
        Assert.InRange(PingDetails.Write(progress, null).Length, 1, 1024);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("""{"ping":7}""")]
    [InlineData("""{"ping":"success"}""")]
    [InlineData("""{"ping":"success","at":1e300}""")]
    [InlineData("""{"ping":"success","at":99999999999999}""")]
    [InlineData("""{"runs":7}""")]
    [InlineData("""{"runs":[1]}""")]
    [InlineData("""{"runs":[[]]}""")]
    [InlineData("""{"runs":[["x",1]]}""")]
    public void What_is_no_state_is_read_as_none(string? details)
    {
        var progress = PingDetails.Read(details);
        Assert.Empty(progress.Runs);
        Assert.Equal(PingProgress.None, progress with { Runs = [] });
    }

    [Fact]
    public void A_person_can_read_it() =>
        Assert.Equal(
            """{"ping":"fail","at":1772442000,"success_at":null,"failure":"exit status 3","message":"exit status 3","error":"exit status 3"}""",
            JsonSerializer.Serialize(JsonDocument.Parse(PingDetails.Write(
                PingProgress.None.After(new Ping(PingKind.Fail, Some.T0, Message: "exit status 3"), Rules), "exit status 3"))));

    private static Ping? Kept(Ping? last) => last is null ? null : new Ping(last.Kind, last.At, Message: last.Message);
}
