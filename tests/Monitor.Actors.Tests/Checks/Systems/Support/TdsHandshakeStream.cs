namespace Monitor.Actors.Tests.Checks.Systems.Support;

/// <summary>Carries a TLS handshake in packets of PRELOGIN, and after it the bytes as they are.</summary>
internal sealed class TdsHandshakeStream(Stream inner) : Stream
{
    private byte[] _rest = [];

    public bool IsDone { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.Length == 0 && IsDone)
            return await inner.ReadAsync(buffer, cancellationToken);
        if (_rest.Length == 0)
            _rest = await TdsPackets.ReadAsync(inner) is { } packet ? packet.Body : [];
        var count = Math.Min(buffer.Length, _rest.Length);
        _rest.AsSpan(0, count).CopyTo(buffer.Span);
        _rest = _rest[count..];
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsDone)
            await inner.WriteAsync(buffer, cancellationToken);
        else
            await TdsPackets.WriteAsync(inner, TdsPackets.PreLogin, buffer);
    }

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
