using Monitor.Actors.Checks.Talk;
using Monitor.Actors.Checks.Tls;

namespace Monitor.Actors.Checks.Systems;

/// <summary>One probe of a database: what it needs, and how far it has come.</summary>
/// <param name="patience">What the client library is told.</param>
public sealed class DatabaseVisit(DatabaseSpec spec, TimeSpan patience, DateTimeOffset now) : IAsyncDisposable
{
    private const string Connecting = "connecting";
    private const string LoggingIn = "logging in";
    private const string Asking = "in query";

    private readonly Stack<IAsyncDisposable> _owned = [];

    public DatabaseSpec Spec => spec;

    public Server Server => spec.Server;

    public TimeSpan Patience => patience;

    public Phase Phase { get; } = new(Connecting);

    public CertificateInspector Inspector => field ??= Server.Tls.Inspector(Server.Host, now);

    /// <summary>In whole seconds, as libraries want it.</summary>
    public int Seconds => (int)Math.Ceiling(Patience.TotalSeconds);

    public bool InQuery => Phase.Text == Asking;

    public bool IsConnected => Phase.Text != Connecting;

    /// <summary>Keeps what ends with the visit.</summary>
    public T Own<T>(T something)
        where T : IAsyncDisposable
    {
        _owned.Push(something);
        return something;
    }

    public async ValueTask DisposeAsync()
    {
        while (_owned.TryPop(out var last))
            await last.DisposeAsync();
    }

    public void BeginQuery() => Phase.Text = Asking;

    /// <summary>The server has asked for it.</summary>
    public string HandOverPassword()
    {
        if (!InQuery)
            Phase.Text = LoggingIn;
        return Server.Password.Reveal();
    }

    /// <summary>The server said no.</summary>
    public ProbeEndedException Refused(string message, Exception why) =>
        new(ObservationKind.Failed, InQuery ? $"query failed: {message}" : $"login failed: {message}", why);

    /// <summary>No usable answer.</summary>
    public static ProbeEndedException Broken(string text, Exception why) => new(ObservationKind.Error, text, why);
}
