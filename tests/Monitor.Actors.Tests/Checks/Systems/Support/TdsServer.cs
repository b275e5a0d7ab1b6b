using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Checks.Systems.Support;

/// <summary>A peer that speaks TDS, the protocol of SQL Server, as [MS-TDS] describes it; it is not SQL Server.</summary>
/// <remarks>It lets one user in, to one database, and answers the queries that it was given answers for.</remarks>
internal sealed class TdsServer : IAsyncDisposable
{
    private const string Database = "shop";
    private const byte EncryptOn = 1;
    private const byte EncryptNotSupported = 2;

    private readonly LoopbackServer _server;
    private readonly IReadOnlyDictionary<string, object?> _answers;
    private readonly X509Certificate2? _certificate;

    /// <param name="certificate">Null for a server that does not speak TLS.</param>
    public TdsServer(IReadOnlyDictionary<string, object?> answers, X509Certificate2? certificate = null)
    {
        (_answers, _certificate) = (answers, certificate);
        _server = new LoopbackServer((stream, _) => TalkAsync(stream));
    }

    public int Port => _server.Port;

    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TalkAsync(Stream connection)
    {
        if (await TdsPackets.ReadAsync(connection) is not { Type: TdsPackets.PreLogin })
            return; // somebody has only knocked
        await TdsPackets.WriteAsync(connection, TdsPackets.Answer, TdsTokens.PreLogin(_certificate is null ? EncryptNotSupported : EncryptOn));
        var stream = _certificate is null ? connection : await SecuredAsync(connection, _certificate);
        if (await TdsPackets.ReadAsync(stream) is not { Type: TdsPackets.Login } login)
            return;
        var refusal = RefusalOf(login.Body);
        await TdsPackets.WriteAsync(stream, TdsPackets.Answer, refusal ?? TdsTokens.Welcome());
        while (refusal is null && await TdsPackets.ReadAsync(stream) is { Type: TdsPackets.Batch } batch)
            await TdsPackets.WriteAsync(stream, TdsPackets.Answer, AnswerTo(batch.Body));
    }

    private static async Task<Stream> SecuredAsync(Stream connection, X509Certificate2 certificate)
    {
        var carrier = new TdsHandshakeStream(connection);
        var tls = new SslStream(carrier);
        await tls.AuthenticateAsServerAsync(certificate, clientCertificateRequired: false, SslProtocols.Tls12, checkCertificateRevocation: false);
        carrier.IsDone = true;
        return tls;
    }

    /// <summary>Null when the user may come in.</summary>
    private static byte[]? RefusalOf(byte[] login)
    {
        var (user, database) = (Text(login, 40), Text(login, 68));
        if (user != TestServer.Username || Encoding.Unicode.GetString(Clear(Field(login, 44))) != TestServer.Password)
            return TdsTokens.Refusal(18456, 14, $"Login failed for user '{user}'.");
        return database is "" or Database ? null
            : TdsTokens.Refusal(4060, 11, $"Cannot open database \"{database}\" requested by the login. The login failed.");
    }

    private byte[] AnswerTo(byte[] batch)
    {
        var query = Encoding.Unicode.GetString(batch.AsSpan(BinaryPrimitives.ReadInt32LittleEndian(batch)));
        Asked.Enqueue(query);
        return _answers.TryGetValue(query, out var value) ? TdsTokens.Scalar(value) : TdsTokens.Refusal(208, 16, "Invalid object name 'nowhere'.");
    }

    private static string Text(byte[] login, int at) => Encoding.Unicode.GetString(Field(login, at));

    /// <summary>Where a text stands in the record, and how many characters it has, is told at <paramref name="at"/>.</summary>
    private static ReadOnlySpan<byte> Field(byte[] login, int at) => login.AsSpan(
        BinaryPrimitives.ReadUInt16LittleEndian(login.AsSpan(at)), BinaryPrimitives.ReadUInt16LittleEndian(login.AsSpan(at + 2)) * 2);

    /// <summary>Passwords are sent with the halves of each byte swapped and then turned over with 0xA5.</summary>
    private static byte[] Clear(ReadOnlySpan<byte> sent)
    {
        var clear = sent.ToArray();
        for (var i = 0; i < clear.Length; i++)
        {
            var turned = clear[i] ^ 0xA5;
            clear[i] = (byte)((turned << 4) | (turned >> 4));
        }

        return clear;
    }
}
