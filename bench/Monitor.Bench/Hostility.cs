using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Monitor.Actors.Checks;
using Monitor.Tests.Shared;
using static Monitor.Tests.Shared.HostileTarget;

namespace Monitor.Bench;

/// <summary>One way in which a target can misbehave (FAULTS 4.3, table H), and what is to be said of it.</summary>
/// <param name="Name">The row, and a word or two.</param>
/// <param name="Expected">The whole reason, as a regular expression; <c>SECONDS</c> stands for the time-out.</param>
/// <param name="Open">Starts such a target.</param>
public sealed record Hostility(string Name, string Expected, Func<HostileTarget> Open)
{
    /// <summary>What the monitor does not do is no failure of the target.</summary>
    public CheckStatus Status { get; init; } = CheckStatus.Fail;

    private const string Ok = "HTTP/1.1 200 OK\r\n";

    /// <summary>What is expected of every one of them.</summary>
    public const string Keys = "expect_status: 200, expect_jsonpath: [{path: $.ok, equals: true}]";

    public static IReadOnlyList<Hostility> All { get; } =
    [
        new("h01-announced", @"response larger than 1 MiB \(Content-Length 1073741824\)", () => Answering(Endless($"{Ok}Content-Length: 1073741824\r\n\r\n", new string('x', 65_536)))),
        new("h02-endless", "response larger than 1 MiB", () => Answering(Endless($"{Ok}Transfer-Encoding: chunked\r\n\r\n", $"10000\r\n{new string('x', 65_536)}\r\n"))),
        new("h03-dripping-body", @"timeout after SECONDS s while reading body \(\d+ bytes\)", () => Dripping($"{Ok}Content-Length: 1000\r\n\r\n", 0.1)),
        new("h04-bomb", "response larger than 1 MiB after decompression", Bomb),
        new("h05-broken-off", "connection closed after 10 of 1000 bytes", () => Answering(Bytes($"{Ok}Content-Length: 1000\r\n\r\n0123456789"))),
        new("h07-headers", "response headers larger than 64 KiB", () => Answering(Endless(Ok, "X-Filler: 0123456789\r\n"))),
        new("h08-dripping-headers", "timeout after SECONDS s while reading headers", () => Dripping($"{Ok}X: ", 1)),
        new("h09-other-protocol", "not an HTTP response: \"SSH-2\\.0-OpenSSH_9\\.2p1 Debian-2\"", () => Answering(Bytes("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"))),
        new("h10-not-utf8", "response is not valid UTF-8 at byte 1", () => Answering([.. Bytes($"{Ok}Content-Length: 3\r\n\r\n"), (byte)'"', 0xFF, (byte)'"'])),
        new("h13-a-page", "response is not JSON \\(starts with \"<html>\"\\)", () => Answering(Bytes($"{Ok}Content-Length: 6\r\n\r\n<html>"))),
        new("h14-deep", "JSON nested deeper than 64", () => Answering(Bytes($"{Ok}Content-Length: 100000\r\n\r\n{new string('[', 100_000)}"))),
        new("h17-loop", "more than 5 redirects.*", () => Answering(Bytes("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"))),
        new("h18-to-a-file", "redirect to scheme \"file\" refused.*", () => Answering(Bytes("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"))) { Status = CheckStatus.Unknown },
        new("h21-self-signed", "TLS: certificate is self-signed", () => TlsSaying(SelfSigned(), $"{Ok}Content-Length: 2\r\n\r\nok")),
        new("h22-hanging-handshake", "timeout after SECONDS s in TLS handshake", () => new HostileTarget((_, stop) => SilenceAsync(stop), isTls: true)),
        new("h23-silence", @"timeout after SECONDS s \(no response headers\)", () => new HostileTarget((_, stop) => SilenceAsync(stop))),
        new("h27-control-characters", "HTTP 503, expected 200.*", () => Answering(Bytes("HTTP/1.1 503 \u001b[2J\r\nX-A: \u001b[2J\r\nContent-Length: 8\r\n\r\n\u001b[2J</s>"))),
    ];

    private static IEnumerable<byte[]> Endless(string first, string piece)
    {
        yield return Bytes(first);
        var again = Bytes(piece);
        while (true)
            yield return again;
    }

    private static HostileTarget Dripping(string first, double seconds) => new(async (stream, stop) =>
    {
        await HeadAsync(stream, stop);
        await stream.WriteAsync(Bytes(first), stop);
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(seconds));
        while (await pace.WaitForNextTickAsync(stop))
            await stream.WriteAsync("x"u8.ToArray(), stop);
    });

    private static HostileTarget Bomb()
    {
        using var into = new MemoryStream();
        using (var zip = new GZipStream(into, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(new byte[64 * 1024 * 1024]);
        var bomb = into.ToArray();
        return Answering(Bytes($"{Ok}Content-Encoding: gzip\r\nContent-Length: {bomb.Length}\r\n\r\n"), bomb);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
