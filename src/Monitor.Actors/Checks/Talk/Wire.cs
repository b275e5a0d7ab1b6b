using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using System.Text.RegularExpressions;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Checks.Tls;

namespace Monitor.Actors.Checks.Talk;

/// <summary>A connection to a target, on which one can speak in lines and go over to TLS.</summary>
/// <param name="phase">Kept up to date, for the text of a time-out.</param>
public sealed class Wire(Stream connection, string ip, Phase phase) : IAsyncDisposable
{
    private const int MaxShown = 200;

    private static readonly byte[] PostgresAsks = [0, 0, 0, 8, 4, 210, 22, 47];

    private Stream _stream = connection;
    private LineReader _lines = new(connection);
    private Match? _caught;

    /// <summary>The address that was connected to.</summary>
    public string Ip { get; } = ip;

    /// <summary>Such as <c>TLS 1.3</c>; null before TLS is spoken.</summary>
    public string? Protocol => _stream is SslStream tls ? TlsSettings.Shown(tls.SslProtocol) : null;

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    /// <summary>Goes over to TLS.</summary>
    /// <exception cref="ProbeEndedException">The handshake failed, or the certificate will not do.</exception>
    public async Task StartTlsAsync(CertificateInspector inspector, CancellationToken cancel)
    {
        if (_lines.HasMore) // whoever sits in between could put words into the server's mouth
            throw new ProbeEndedException(ObservationKind.Failed, "TLS: the server said more than it should before the handshake");
        phase.Text = "in TLS handshake";
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = tls;
        try
        {
            await tls.AuthenticateAsClientAsync(inspector.Options(), cancel);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or InvalidOperationException)
        {
            throw new ProbeEndedException(ObservationKind.Error, inspector.Explain(e), e);
        }

        _lines = new LineReader(tls);
    }

    /// <summary>Asks for TLS as a well-known protocol does; the handshake may follow.</summary>
    public async Task AskForTlsAsync(string protocol, CancellationToken cancel)
    {
        if (protocol == StartTls.Postgres)
            await AskPostgresAsync(cancel);
        else
            await RunAsync(StartTls.StepsOf(protocol), null, cancel);
    }

    /// <param name="inspector">For steps that go over to TLS.</param>
    public async Task RunAsync(ImmutableArray<DialogueStep> steps, CertificateInspector? inspector, CancellationToken cancel)
    {
        foreach (var step in steps)
        {
            if (step.Expect is { } expect)
                _caught = await ExpectAsync(expect, step.Refusal, cancel);
            if (step.Send is { } send)
                await SendAsync(Encoding.UTF8.GetBytes(SentText.Of(send, _caught)), cancel);
            if (step.StartTls && inspector is not null)
                await StartTlsAsync(inspector, cancel);
        }
    }

    private async Task<Match> ExpectAsync(TextPattern expected, TextPattern? refusal, CancellationToken cancel)
    {
        string? last = null;
        while (true)
        {
            phase.Text = $"({Got(expected, last)})";
            if (await LineAsync(Got(expected, last), cancel) is not { } line)
                throw new ProbeEndedException(ObservationKind.Failed, $"{Got(expected, last)}, then the connection was closed");
            if (expected.Find(line) is { } match)
                return match;
            last = line;
            if (refusal?.Match(line).IsMatch == true)
                throw new ProbeEndedException(ObservationKind.Failed, Got(expected, last));
        }
    }

    private async Task<string?> LineAsync(string sofar, CancellationToken cancel)
    {
        try
        {
            return await _lines.ReadAsync(cancel);
        }
        catch (InvalidDataException e)
        {
            throw new ProbeEndedException(ObservationKind.Failed, $"{sofar}, and {e.Message}", e);
        }
    }

    private async Task AskPostgresAsync(CancellationToken cancel)
    {
        phase.Text = "while asking for TLS";
        await SendAsync(PostgresAsks, cancel);
        if (await _lines.ReadByteAsync(cancel) is not (byte)'S')
            throw new ProbeEndedException(ObservationKind.Failed, "TLS: the server does not offer it");
    }

    private async Task SendAsync(byte[] bytes, CancellationToken cancel)
    {
        await _stream.WriteAsync(bytes, cancel);
        await _stream.FlushAsync(cancel);
    }

    private static string Got(TextPattern expected, string? last) =>
        $"expected {Escaped(expected.ToString())}, got {(last is null ? "nothing" : Escaped(last))}";

    /// <summary>On one line, and no longer than one wants to read.</summary>
    private static string Escaped(string line) =>
        $"\"{Regex.Replace(line.Length > MaxShown ? $"{line[..(MaxShown - 1)]}…" : line, @"\p{Cc}", one => $"\\x{(int)one.Value[0]:x2}")}\"";
}
