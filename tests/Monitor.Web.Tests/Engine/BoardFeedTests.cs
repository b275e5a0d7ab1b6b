using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using Monitor.Actors.Board;
using Monitor.Web.Engine;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Engine;

public sealed class BoardFeedTests
{
    private readonly BoardHub _hub = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly Channel<long> _drawn = Channel.CreateUnbounded<long>();

    [Fact]
    public async Task Only_the_newest_of_many_boards_is_drawn()
    {
        using var watch = Watch(out _);
        for (var seq = 1; seq <= 100; seq++)
            _hub.Publish(Some.Board() with { Seq = seq });
        Assert.Equal(100, await NextAsync());
        Assert.False(_drawn.Reader.TryRead(out _));
    }

    [Fact]
    public async Task A_hidden_page_is_not_drawn_until_it_is_seen()
    {
        using var watch = Watch(out var feed);
        feed.Paused = true;
        _hub.Publish(Some.Board() with { Seq = 7 });
        for (var i = 0; i < 10; i++)
        {
            _clock.Advance(BoardFeed.Frame);
            await Task.Yield();
        }

        Assert.False(_drawn.Reader.TryRead(out _));
        feed.Paused = false;
        Assert.Equal(7, await NextAsync());
    }

    [Fact]
    public async Task After_it_is_closed_nothing_is_drawn()
    {
        var watch = Watch(out _);
        _hub.Publish(Some.Board() with { Seq = 1 });
        Assert.Equal(1, await NextAsync());
        watch.Dispose();
        _hub.Publish(Some.Board() with { Seq = 2 });
        for (var i = 0; i < 10; i++)
        {
            _clock.Advance(BoardFeed.Frame);
            await Task.Yield();
        }

        Assert.False(_drawn.Reader.TryRead(out _));
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(8, 160)]
    [InlineData(1_000, 250)]
    public void What_draws_slowly_draws_seldom(int drawing, int wait) =>
        Assert.Equal(TimeSpan.FromMilliseconds(wait), BoardFeed.WaitAfter(TimeSpan.FromMilliseconds(drawing)));

    private IDisposable Watch(out BoardFeed feed)
    {
        feed = new BoardFeed(_hub, _clock);
        return feed.Watch(async board =>
        {
            if (board.Seq > 0)
                await _drawn.Writer.WriteAsync(board.Seq);
        });
    }

    private async Task<long> NextAsync()
    {
        var next = _drawn.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();
        while (!next.IsCompleted)
        {
            _clock.Advance(BoardFeed.Frame);
            await Task.Yield();
        }

        return await next;
    }
}
