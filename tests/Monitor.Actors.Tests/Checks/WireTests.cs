using System.IO.Pipelines;
using System.Text;
using Monitor.Actors.Checks.Talk;
using Monitor.Actors.Config;

namespace Monitor.Actors.Tests.Checks;

/// <summary>What a talk says of itself while it goes on, and what is really sent.</summary>
public sealed class WireTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task What_is_waited_for_can_be_told_at_any_time()
    {
        var pipe = new Pipe();
        var phase = new Phase("");
        await using var wire = new Wire(pipe.Reader.AsStream(), "", phase);
        using var cancel = new CancellationTokenSource();
        var step = DialogueStep.Read(YamlSection.Of("{ expect: '^220 ' }"));
        var talk = wire.RunAsync([step], inspector: null, cancel.Token);
        await Told(phase, """(expected "^220 ", got nothing)""");
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes("421 bu\tsy\r\n"), TestContext.Current.CancellationToken);
        await Told(phase, """(expected "^220 ", got "421 bu\x09sy")""");
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => talk.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    private static async Task Told(Phase phase, string text)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (phase.Text != text)
            await look.WaitForNextTickAsync(patience.Token);
    }

    [Theory]
    [InlineData("QUIT", "QUIT\r\n")]
    [InlineData("QUIT\r", "QUIT\r\n")]
    [InlineData("QUIT\n", "QUIT\n")]
    [InlineData("", "\r\n")]
    [InlineData("cost ${1} $1 $$ ${UPPER}", "cost ${1} $1 $$ ${UPPER}\r\n")]
    public void A_text_is_sent_as_a_line(string text, string sent) => Assert.Equal(sent, SentText.Of(text, null));

    [Fact]
    public void What_was_caught_is_filled_in()
    {
        var caught = System.Text.RegularExpressions.Regex.Match("key=4711", "(?<name>[a-z]+)=([0-9]+)");
        Assert.Equal("4711 key  $1\r\n", SentText.Of("${1} ${name} ${nobody} $1", caught));
    }
}
