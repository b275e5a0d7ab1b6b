using Monitor.Actors.Checks.Net;

namespace Monitor.Actors.Checks.Http;

/// <summary>The handlers that requests go through: one for each set of connection options, however many checks share it.</summary>
/// <remarks>Thread-safe. One that nobody has used for a while is disposed when another is made.</remarks>
internal sealed class HttpHandlers(Dialer dialer, TimeProvider time) : IDisposable
{
    /// <summary>Above this many, those that are not in use go at once, the longest unused first.</summary>
    public const int Most = 256;

    private static readonly TimeSpan KeptUnused = TimeSpan.FromMinutes(10);

    private readonly Lock _changing = new();
    private readonly Dictionary<Key, Entry> _all = [];
    private readonly Entry?[] _common = new Entry?[6];

    public int Count
    {
        get
        {
            lock (_changing)
                return _all.Count;
        }
    }

    /// <summary>Give it back by disposing it.</summary>
    public Lease Take(ConnectionOptions options, NetworkLevel level)
    {
        var place = Common(options, level);
        if (place >= 0 && _common[place] is { } common)
            return new Lease(common, null); // as for almost every request; never disposed before the end
        var key = new Key(options, level, FileStamp(options.Tls));
        lock (_changing)
        {
            if (!_all.TryGetValue(key, out var entry))
            {
                Sweep();
                entry = _all[key] = Make(key);
                if (place >= 0)
                    _common[place] = entry;
            }

            entry.Users++;
            return new Lease(entry, this);
        }
    }

    public void Dispose()
    {
        lock (_changing)
        {
            foreach (var entry in _all.Values)
                entry.Dispose();
            _all.Clear();
        }
    }

    private static int Common(ConnectionOptions options, NetworkLevel level) =>
        ReferenceEquals(options, ConnectionOptions.Default) ? (int)level
        : ReferenceEquals(options, ConnectionOptions.Kept) ? 3 + (int)level
        : -1;

    private Entry Make(Key key)
    {
        var tls = new TlsRunner(key.Options.Tls, time);
        var connector = new HttpConnector(dialer, key.Options, key.Level, tls);
        return new Entry(new HttpMessageInvoker(new SocketsHttpHandler
        {
            PooledConnectionLifetime = key.Options.Reuse ? TimeSpan.FromMinutes(2) : TimeSpan.Zero,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
            MaxConnectionsPerServer = 256,
            MaxResponseHeadersLength = 64,
            AllowAutoRedirect = false,
            UseProxy = key.Options.Proxy is not null,
            Proxy = key.Options.Proxy is { } proxy ? new PlainTextProxy(proxy) : null,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            ConnectCallback = connector.ConnectAsync,
            PlaintextStreamFilter = connector.ListenAsync,
        }), tls, connector.Peers);
    }

    private void Sweep()
    {
        var unused = _all.Where(one => one.Value.Users == 0 && Array.IndexOf(_common, one.Value) < 0).OrderBy(one => one.Value.UsedAt).ToList();
        var tooMany = _all.Count + 1 - Most;
        for (var i = 0; i < unused.Count; i++)
        {
            var (key, entry) = unused[i];
            if (i >= tooMany && time.GetElapsedTime(entry.UsedAt) < KeptUnused)
                break;
            _all.Remove(key);
            entry.Dispose();
        }
    }

    private void Return(Entry entry)
    {
        lock (_changing)
        {
            entry.Users--;
            entry.UsedAt = time.GetTimestamp();
        }
    }

    /// <summary>A certificate that is replaced on disk makes another handler.</summary>
    private static long FileStamp(TlsOptions tls)
    {
        if (!tls.UsesFiles)
            return 0;
        var stamp = 0L;
        foreach (var path in new[] { tls.CaFile, tls.CertFile, tls.KeyFile })
            if (path is not null)
                stamp = unchecked((stamp * 31) + File.GetLastWriteTimeUtc(path).Ticks);
        return stamp;
    }

    private sealed record Key(ConnectionOptions Options, NetworkLevel Level, long FileStamp);

    internal sealed class Entry(HttpMessageInvoker invoker, TlsRunner tls, SeenPeers peers) : IDisposable
    {
        public HttpMessageInvoker Invoker => invoker;

        public SeenPeers Peers => peers;

        public int Users { get; set; }

        public long UsedAt { get; set; }

        public void Dispose()
        {
            invoker.Dispose();
            tls.Dispose();
        }
    }

    /// <summary>The use of a handler for one request.</summary>
    internal readonly struct Lease(Entry entry, HttpHandlers? owner) : IDisposable
    {
        public HttpMessageInvoker Invoker => entry.Invoker;

        public SeenPeers Peers => entry.Peers;

        public void Dispose() => owner?.Return(entry);
    }
}
