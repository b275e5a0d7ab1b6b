using System.Diagnostics;
using System.Net;
using System.Text;

namespace Monitor.Actors.Checks.Http;

/// <summary>Follows one request through its phases: what it is doing, for when it hangs, and how long each phase took.</summary>
/// <remarks>The connecting side and the asking side write it; what is read late is only a text or a number.</remarks>
internal sealed class HttpPhases(CancellationToken stop)
{
    private const int MaxShown = 40;

    private readonly long _began = Stopwatch.GetTimestamp();
    private volatile Doing _doing;
    private long _at = Stopwatch.GetTimestamp();
    private TimeSpan _dns;
    private TimeSpan _connect;
    private TimeSpan _tls;
    private TimeSpan _firstByte;
    private TimeSpan _body;
    private bool _isHttp;
    private byte[]? _heard;
    private int _heardLength;

    private enum Doing
    {
        Asking,
        LookingUp,
        Connecting,
        ShakingHands,
        Hearing,
        Reading,
    }

    /// <summary>The probe's own, so that nothing goes on connecting for a probe that is over.</summary>
    public CancellationToken Stop => stop;

    /// <summary>Who answered.</summary>
    public IPAddress? Address { get; set; }

    /// <summary>How long the certificate that was shown is valid.</summary>
    public DateTimeOffset? CertificateUntil { get; set; }

    /// <summary>How much of the body has been read.</summary>
    public int BytesRead { get; set; }

    /// <summary>The limit on the first byte, where there is one.</summary>
    public CancellationTokenSource? FirstByte { get; init; }

    public TimeSpan? FirstByteLimit { get; init; }

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_began);

    public PhaseTimes Times => new(_dns, _connect, _tls, _firstByte, _body);

    /// <summary>What it is doing, as the end of "timeout after 5.0 s …".</summary>
    public string Text => _doing switch
    {
        Doing.LookingUp => "while looking up the host",
        Doing.Connecting => "while connecting",
        Doing.ShakingHands => "in TLS handshake",
        Doing.Hearing => "while reading headers",
        Doing.Reading => $"while reading body ({BytesRead} bytes)",
        _ => "(no response headers)",
    };

    /// <summary>The start of an answer that is not HTTP, in printable characters; null when it is, or nothing came.</summary>
    public string? NotHttp
    {
        get
        {
            var heard = _heard.AsSpan(0, _heardLength);
            if (heard.IsEmpty || "HTTP/"u8.StartsWith(heard) || heard.StartsWith("HTTP/"u8))
                return null;
            var text = Encoding.Latin1.GetString(heard[..Math.Min(MaxShown, heard.Length)]).TrimEnd('\r', '\n');
            return string.Concat(text.Select(letter => letter is >= ' ' and <= '~' ? letter : '.')) + (heard.Length > MaxShown ? "…" : "");
        }
    }

    public void LookUp() => Begin(Doing.LookingUp);

    public void Connect()
    {
        var spent = Begin(Doing.Connecting, out var before);
        if (before == Doing.LookingUp)
            _dns += spent; // an address needs no looking up
    }

    public void ShakeHands() => _connect += Begin(Doing.ShakingHands);

    /// <summary>There is a connection, and the request is sent.</summary>
    public void Ask()
    {
        var spent = Begin(Doing.Asking, out var before);
        if (before == Doing.Connecting)
            _connect += spent;
        else if (before == Doing.ShakingHands)
            _tls += spent;
        if (FirstByteLimit is { } limit)
            FirstByte!.CancelAfter(limit); // set together
    }

    /// <summary>Nothing can be heard before there is a connection.</summary>
    public void Hold() => FirstByte?.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>Bytes of the answer have come.</summary>
    public void Hear(ReadOnlySpan<byte> bytes)
    {
        if (_doing is Doing.Asking)
            _firstByte += Begin(Doing.Hearing);
        _isHttp |= _heard is null && bytes.StartsWith("HTTP/"u8);
        if (_isHttp)
            return;
        _heard ??= new byte[MaxShown + 1];
        var more = bytes[..Math.Min(bytes.Length, _heard.Length - _heardLength)];
        more.CopyTo(_heard.AsSpan(_heardLength));
        _heardLength += more.Length;
    }

    public void ReadBody()
    {
        var spent = Begin(Doing.Reading, out var before);
        if (before is Doing.Asking)
            _firstByte += spent; // on a connection that was there, where nobody sees the first byte
        Hold();
    }

    public void End() => _body += Begin(Doing.Asking);

    private TimeSpan Begin(Doing next) => Begin(next, out _);

    private TimeSpan Begin(Doing next, out Doing before)
    {
        before = _doing;
        _doing = next;
        var now = Stopwatch.GetTimestamp();
        var spent = Stopwatch.GetElapsedTime(_at, now);
        _at = now;
        return spent;
    }
}
