using System.Globalization;
using System.Net;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Net;

/// <summary>Asks the control targets whether the monitor can see anything at all, when something cannot be reached.</summary>
/// <remarks>Thread-safe. Whoever asks within a second gets the same answer; while the monitor is blind it looks by itself.</remarks>
public sealed class ControlTargetsRunner(Dialer dialer, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopped = new();
    private readonly Lock _asking = new();
    private volatile ConnectivitySettings? _settings;
    private volatile Blindness? _blind;
    private Task<string?>? _look;
    private long _lookedAt;
    private ITimer? _again;

    /// <summary>Why nothing can be seen; null when something was at the last look, or nobody has had to look.</summary>
    public string? Blind => _blind?.Why;

    public bool AsksAnybody => _settings is { Targets.IsEmpty: false };

    public void Follow(ConnectivitySettings? settings)
    {
        lock (_asking)
        {
            _settings = settings;
            if (settings is null)
                _blind = null;
        }
    }

    /// <summary>Whether a target is elsewhere, so that it cannot be reached while the monitor is blind.</summary>
    public static bool IsElsewhere(string? host) => host is not null && !IsHere(host);

    /// <summary>Why nothing can be seen now; null when something can, or there is nothing to ask.</summary>
    public Task<string?> LookAsync(CancellationToken cancel)
    {
        if (_settings is not { Targets.IsEmpty: false } settings)
            return Task.FromResult<string?>(null);
        lock (_asking)
        {
            if (_look is null || (_look.IsCompleted && time.GetElapsedTime(_lookedAt) >= Fresh))
                _look = AskAsync(settings);
            return _look.WaitAsync(cancel);
        }
    }

    public void Dispose()
    {
        _stopped.Cancel();
        _again?.Dispose();
        _stopped.Dispose();
    }

    private async Task<string?> AskAsync(ConnectivitySettings settings)
    {
        var isSeen = await AnyAsync(settings);
        lock (_asking)
        {
            _lookedAt = time.GetTimestamp();
            if (isSeen || _settings is null)
            {
                _blind = null;
                return null;
            }

            _blind = new Blindness(_blind?.Since ?? time.GetUtcNow(), $"none of {string.Join(", ", settings.Targets)} can be reached");
            Again();
            return _blind.Text;
        }
    }

    /// <summary>True with the first that can be connected to.</summary>
    private async Task<bool> AnyAsync(ConnectivitySettings settings)
    {
        using var limit = new CancellationTokenSource(settings.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stopped.Token);
        var waiting = settings.Targets.Select(target => CanReachAsync(target, either.Token)).ToList();
        while (waiting.Count > 0)
        {
            var done = await Task.WhenAny(waiting);
            if (await done)
            {
                await either.CancelAsync();
                await Task.WhenAll(waiting);
                return true;
            }

            waiting.Remove(done);
        }

        return false;
    }

    private async Task<bool> CanReachAsync(ControlTarget target, CancellationToken cancel)
    {
        try
        {
            using var socket = await dialer.ConnectAsync(new DialTarget(target.Host, target.Port, NetworkLevel.Operator), cancel);
            return true;
        }
        catch (Exception e) when (e is DialException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>That it sees again is noticed also when nothing is asked any more.</summary>
    private void Again()
    {
        _again?.Dispose();
        if (!_stopped.IsCancellationRequested)
            _again = time.CreateTimer(_ => LookAgain(), null, Fresh, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whatever a clock says of how fresh the last answer is: a look that is left out would be the last.</summary>
    private void LookAgain()
    {
        lock (_asking)
            if (_settings is { } settings && _look is not { IsCompleted: false })
                _look = AskAsync(settings);
    }

    private static bool IsHere(string host)
    {
        var plain = Uri.TryCreate($"tcp://{host}", UriKind.Absolute, out var url) ? url.Host : host;
        return plain.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(plain.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }

    private sealed record Blindness(DateTimeOffset Since, string Why)
    {
        public string Text { get; } = string.Create(CultureInfo.InvariantCulture, $"monitoring is blind since {Since.UtcDateTime:HH:mm:ss} UTC: {Why}");
    }
}
