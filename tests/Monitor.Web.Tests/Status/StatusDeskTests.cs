using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Actors.Board;
using Monitor.Web.Status;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Status;

/// <summary>However many ask, the history is read once in a while.</summary>
public sealed class StatusDeskTests
{
    private readonly FakeTimeProvider _time = new(Some.Noon);
    private readonly BoardHub _hub = new();
    private readonly CountedPast _past = new();
    private readonly StatusDesk _desk;

    public StatusDeskTests()
    {
        var services = new ServiceCollection().BuildServiceProvider();
        _desk = new StatusDesk(
            _hub, _past, new StatusPrinter(services.GetRequiredService<IServiceScopeFactory>(), NullLoggerFactory.Instance), _time, NullLogger<StatusDesk>.Instance);
        Publish(StatusSome.Page("a"));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private void Publish(PublicPage? page) => _hub.Publish(Some.Board(Some.Tile("a"), Some.Tile("b")) with { At = _time.GetUtcNow(), StatusPage = page });

    [Fact]
    public async Task A_thousand_readers_at_once_are_one_to_the_database_and_get_one_page()
    {
        _past.Gate = new TaskCompletionSource();
        var readers = Enumerable.Range(0, 1_000).Select(_ => _desk.ViewAsync(Cancel)).ToArray();
        _past.Gate.SetResult();
        var views = await Task.WhenAll(readers);
        var pages = await Task.WhenAll(views.Select(view => _desk.PageAsync(view!, Cancel))); // there is a page
        Assert.Equal(1, _past.Reads);
        Assert.Single(views.Distinct(ReferenceEqualityComparer.Instance));
        Assert.Single(pages.Distinct(ReferenceEqualityComparer.Instance));
    }

    [Fact]
    public async Task In_an_hour_of_readers_it_is_put_together_each_ten_seconds_and_the_history_read_each_minute()
    {
        var views = new HashSet<object>(ReferenceEqualityComparer.Instance);
        for (var second = 0; second < 3_600; second++)
        {
            views.Add((await _desk.ViewAsync(Cancel))!); // there is a page
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal((60, 360), (_past.Reads, views.Count));
    }

    [Fact]
    public async Task What_is_no_longer_public_is_gone_at_once()
    {
        Publish(StatusSome.Page("a", "b"));
        Assert.NotNull((await _desk.ViewAsync(Cancel))?.Find("b"));
        Publish(StatusSome.Page("a"));
        Assert.Null((await _desk.ViewAsync(Cancel))?.Find("b"));
        Publish(null);
        Assert.Null(await _desk.ViewAsync(Cancel));
    }

    [Fact]
    public async Task A_reader_who_leaves_takes_nothing_from_the_others()
    {
        _past.Gate = new TaskCompletionSource();
        using var leaves = new CancellationTokenSource();
        var leaving = _desk.ViewAsync(leaves.Token);
        var staying = _desk.ViewAsync(Cancel);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        _past.Gate.SetResult();
        Assert.NotNull(await staying);
    }

    [Fact]
    public async Task When_the_history_cannot_be_read_the_last_one_is_shown_and_said_to_be_old()
    {
        Assert.Equal((false, 90), Seen(await _desk.ViewAsync(Cancel)));
        _past.Trouble = new InvalidOperationException("the database is away");
        _time.Advance(StatusDesk.PastAge);
        Publish(_hub.Current.StatusPage);
        Assert.Equal((true, 90), Seen(await _desk.ViewAsync(Cancel)));
        await _desk.ViewAsync(Cancel);
        Assert.Equal(2, _past.Reads);
        _past.Trouble = null;
        _time.Advance(StatusDesk.PastAge);
        Publish(_hub.Current.StatusPage);
        Assert.Equal((false, 90), Seen(await _desk.ViewAsync(Cancel)));

        static (bool, int?) Seen(StatusView? view) => (view!.HistoryIsOld, view.Find("a")?.Past.Days.Length); // there is a page
    }

    private sealed class CountedPast : IStatusPast
    {
        private int _reads;

        public int Reads => _reads;

        public TaskCompletionSource? Gate { get; set; }

        public Exception? Trouble { get; set; }

        public async Task<StatusPast> ReadAsync(PublicPage page, DateTimeOffset now, CancellationToken cancel)
        {
            Interlocked.Increment(ref _reads);
            await (Gate?.Task ?? Task.CompletedTask);
            return Trouble is null ? StatusSome.Past("a", "b") : throw Trouble;
        }
    }
}
