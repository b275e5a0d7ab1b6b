using Microsoft.Extensions.Time.Testing;
using Monitor.Web.Engine;

namespace Monitor.Web.Tests.Engine;

public sealed class LiveQueryTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new();
    private readonly LiveQuery _query;
    private string _taken = "";

    public LiveQueryTests() => _query = new LiveQuery(_clock, soonest: Second, latest: 5 * Second, retry: 3 * Second);

    public void Dispose() => _query.Dispose();

    private Task<bool> Ask(long heard = 1, Exception? trouble = null, TimeSpan takes = default) => _query.AskAsync(heard, _ =>
    {
        _clock.Advance(takes);
        return trouble is null ? Task.FromResult("said") : Task.FromException<string>(trouble);
    }, said => _taken += said);

    private bool IsDueAfter(TimeSpan time, long heard = 1)
    {
        _clock.Advance(time);
        return _query.IsDue(heard);
    }

    [Fact]
    public async Task It_is_due_when_something_has_happened_and_now_and_then_in_any_case()
    {
        Assert.False(IsDueAfter(9 * Second)); // nobody has asked for the first time
        Assert.True(await Ask());
        Assert.False(IsDueAfter(Second / 2, heard: 2));
        Assert.True(IsDueAfter(Second / 2, heard: 2));
        Assert.False(IsDueAfter(3 * Second));
        Assert.True(IsDueAfter(Second));
    }

    [Fact]
    public async Task After_an_error_it_is_due_though_nothing_has_happened()
    {
        Assert.True(await Ask(trouble: new InvalidOperationException("disk gone")));
        Assert.Equal(("disk gone", ""), (_query.Trouble, _taken));
        Assert.False(IsDueAfter(2 * Second, heard: 2));
        Assert.True(IsDueAfter(Second));
        await Ask();
        Assert.Equal((null, "said"), (_query.Trouble, _taken));
    }

    [Fact]
    public async Task A_slow_database_is_asked_less_often()
    {
        await Ask(takes: 2 * Second);
        Assert.False(IsDueAfter(19 * Second, heard: 2));
        Assert.True(IsDueAfter(Second, heard: 2));
    }

    [Fact]
    public async Task The_newest_question_counts()
    {
        var stopped = false;
        var first = _query.AskAsync(1, async cancel =>
        {
            using var told = cancel.Register(() => stopped = true);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
            return "late";
        }, said => _taken += said);
        Assert.True(_query.IsAsking);
        Assert.True(await Ask());
        Assert.False(await first);
        Assert.True(stopped);
        Assert.False(_query.IsAsking);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_an_overtaken_question_comes_to_is_not_taken(bool answers)
    {
        var heedless = new TaskCompletionSource<string>();
        var first = _query.AskAsync(1, _ => heedless.Task, said => _taken += said);
        await Ask();
        if (answers)
            heedless.SetResult("late");
        else
            heedless.SetException(new InvalidOperationException("disk gone"));
        Assert.False(await first);
        Assert.Equal((null, "said"), (_query.Trouble, _taken));
    }
}
