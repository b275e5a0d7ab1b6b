using Microsoft.Extensions.Time.Testing;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks.Http;

/// <summary>There are no more handlers than needed, and none that nobody needs any more.</summary>
public sealed class HttpHandlersTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(Some.T0);
    private readonly HttpHandlers _handlers;

    public HttpHandlersTests() => _handlers = new HttpHandlers(new Dialer(new NetworkPolicy()), _time);

    public void Dispose() => _handlers.Dispose();

    private static ConnectionOptions Option(int number) => new() { ConnectLimit = TimeSpan.FromMilliseconds(number) };

    [Fact]
    public void Equal_options_share_one_whoever_reads_them()
    {
        using var one = _handlers.Take(Option(1), NetworkLevel.Operator);
        using var other = _handlers.Take(Option(1), NetworkLevel.Operator);
        Assert.Same(one.Invoker, other.Invoker);
        using var board = _handlers.Take(Option(1), NetworkLevel.Board);
        Assert.NotSame(one.Invoker, board.Invoker); // a connection that one may make is not lent to the other
    }

    [Fact]
    public void There_are_only_so_many()
    {
        for (var i = 1; i <= 2 * HttpHandlers.Most; i++)
            _handlers.Take(Option(i), NetworkLevel.Operator).Dispose();
        Assert.Equal(HttpHandlers.Most, _handlers.Count);
    }

    [Fact]
    public void What_nobody_uses_goes_and_what_somebody_uses_stays()
    {
        using var common = _handlers.Take(ConnectionOptions.Default, NetworkLevel.Operator);
        using var used = _handlers.Take(Option(1), NetworkLevel.Operator);
        _handlers.Take(Option(2), NetworkLevel.Operator).Dispose();
        _time.Advance(TimeSpan.FromMinutes(11));
        _handlers.Take(Option(3), NetworkLevel.Operator).Dispose();
        Assert.Equal(3, _handlers.Count); // the common one, the used one and the newest
        using var again = _handlers.Take(Option(1), NetworkLevel.Operator);
        Assert.Same(used.Invoker, again.Invoker);
    }
}
