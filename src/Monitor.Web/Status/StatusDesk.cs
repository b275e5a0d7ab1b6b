using Monitor.Actors.Board;
using Monitor.Web.Engine;

namespace Monitor.Web.Status;

/// <summary>Hands out the status page, the same to all who ask within a few seconds.</summary>
/// <remarks>However many readers there are, the history is read once a minute, and the page is put together and printed once in ten seconds.</remarks>
public sealed class StatusDesk
{
    /// <summary>How old the page may be.</summary>
    public static readonly TimeSpan PageAge = TimeSpan.FromSeconds(10);

    /// <summary>How old what it says of the past may be.</summary>
    public static readonly TimeSpan PastAge = TimeSpan.FromMinutes(1);

    private readonly BoardHub _board;
    private readonly IStatusPast _archive;
    private readonly TimeProvider _time;
    private readonly ILogger<StatusDesk> _log;
    private readonly Kept<PublicPage, StatusPast> _past;
    private readonly Kept<PublicPage, StatusView> _views;
    private readonly Kept<StatusView, byte[]> _pages;
    private volatile StatusPast _last = StatusPast.None;

    public StatusDesk(BoardHub board, IStatusPast archive, StatusPrinter printer, TimeProvider time, ILogger<StatusDesk> log)
    {
        (_board, _archive, _time, _log) = (board, archive, time, log);
        _past = new Kept<PublicPage, StatusPast>(PastAge, time, ReadAsync);
        _views = new Kept<PublicPage, StatusView>(PageAge, time, ComposeAsync);
        _pages = new Kept<StatusView, byte[]>(TimeSpan.MaxValue, time, printer.PrintAsync);
    }

    /// <summary>False until the engine has started its checks: whether there is a page is not known before.</summary>
    public bool IsReady => _board.Current.Ready;

    /// <summary>Null when no status page is configured.</summary>
    public async Task<StatusView?> ViewAsync(CancellationToken cancel) =>
        _board.Current.StatusPage is { } page ? await _views.GetAsync(page).WaitAsync(cancel) : null;

    /// <summary>The page as it is sent.</summary>
    public Task<byte[]> PageAsync(StatusView view, CancellationToken cancel) => _pages.GetAsync(view).WaitAsync(cancel);

    private async Task<StatusView> ComposeAsync(PublicPage page)
    {
        var past = await _past.GetAsync(page);
        return StatusComposer.Compose(page, _board.Current, past, _time.GetUtcNow());
    }

    /// <summary>Without its history the page still says how everything is now.</summary>
    private async Task<StatusPast> ReadAsync(PublicPage page)
    {
        try
        {
            return _last = await _archive.ReadAsync(page, _time.GetUtcNow(), CancellationToken.None);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _log.LogWarning("status page: the history could not be read, next try in {Seconds} s: {Why}", PastAge.TotalSeconds, e.Message);
            return _last with { IsOld = true };
        }
    }
}
