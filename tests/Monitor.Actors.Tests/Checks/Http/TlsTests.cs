using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Checks.Http;

/// <summary>Which TLS targets are trusted, and what is said of the others (S-70, H21); real handshakes.</summary>
public sealed class TlsTests : IDisposable
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";

    private readonly HttpBench _bench = new();
    private readonly SomeCertificates _certificates = new();
    private readonly TempFolder _folder = new();
    private readonly string _trusted;

    public TlsTests() => _trusted = $"tls: {{ ca_file: '{_folder.Write("ca.pem", _certificates.AuthorityPem)}' }}";

    public void Dispose()
    {
        _bench.Dispose();
        _certificates.Dispose();
        _folder.Dispose();
    }

    private async Task<Observation> Probe(X509Certificate2 shown, string keys, SslProtocols versions = SslProtocols.None)
    {
        await using var target = HostileTarget.TlsSaying(shown, Ok, versions);
        return await _bench.Probe(target.Url, $"expect_status: 200, {keys}");
    }

    private static void Refused(string reason, Observation seen) => Assert.Equal((ObservationKind.Error, reason), (seen.Kind, seen.Reason));

    [Fact]
    public async Task A_certificate_by_an_authority_of_ours_is_trusted()
    {
        var seen = await Probe(_certificates.For("127.0.0.1"), _trusted);
        Assert.Equal((ObservationKind.Passed, null), (seen.Kind, seen.Reason));
        Assert.True(seen.Phases!.Tls > TimeSpan.Zero); // there was an answer
    }

    [Fact]
    public async Task Conditions_can_be_about_the_connection_also_when_it_is_kept()
    {
        await using var target = HostileTarget.Tls(_certificates.For("127.0.0.1"), async (stream, stop) =>
        {
            while (await HostileTarget.HeadAsync(stream, stop) is { Length: > 0 })
                await stream.WriteAsync(HostileTarget.Bytes("HTTP/1.1 200 OK\r\nX-Node: a7\r\nContent-Length: 2\r\n\r\n{}"), stop);
        });
        var keys = $"{_trusted}, connection: reuse, expect_header: [{{ name: x-node, equals: a7 }}], conditions: ['[IP] == 127.0.0.1', '[CERTIFICATE_EXPIRATION] > 48h', '[CONNECTED] == true']";
        for (var round = 0; round < 2; round++)
            Assert.Equal((ObservationKind.Passed, null), await Kind(target.Url, keys));
        Assert.Equal(1, target.Connections);
        Assert.Equal(ObservationKind.Failed, (await Kind(target.Url, keys.Replace("> 48h", "> 900000h", StringComparison.Ordinal))).Item1);
    }

    [Fact]
    public async Task An_authority_of_nobody_is_not() =>
        Refused("TLS: certificate is issued by an unknown authority, Test Authority", await Probe(_certificates.For("127.0.0.1"), "tls: {}"));

    [Fact]
    public async Task A_certificate_that_is_its_own_authority_is_not() =>
        Refused("TLS: certificate is self-signed", await Probe(_certificates.SelfSigned("127.0.0.1"), _trusted));

    [Fact]
    public async Task An_expired_certificate_is_told_with_its_day() => Refused(
        "TLS: certificate expired 2026-01-02",
        await Probe(_certificates.For("127.0.0.1", until: new DateTimeOffset(2026, 1, 2, 12, 0, 0, TimeSpan.Zero)), _trusted));

    [Fact]
    public async Task A_certificate_of_the_future_is_told_with_its_day() => Refused(
        "TLS: certificate is not valid before 2079-05-06",
        await Probe(_certificates.For("127.0.0.1", from: new DateTimeOffset(2079, 5, 6, 0, 0, 0, TimeSpan.Zero)), _trusted));

    [Fact]
    public async Task A_certificate_for_another_host_is_told_with_its_name() =>
        Refused("TLS: certificate is for other.example, not for 127.0.0.1", await Probe(_certificates.For("other.example"), _trusted));

    [Fact]
    public async Task The_host_header_is_the_name_that_counts() => Assert.Equal(
        ObservationKind.Passed, (await Probe(_certificates.For("shop.example"), $"{_trusted}, headers: {{ Host: shop.example }}")).Kind);

    [Fact]
    public async Task Without_verification_any_certificate_will_do()
    {
        var seen = await Probe(_certificates.For("other.example", until: new DateTimeOffset(2025, 1, 2, 0, 0, 0, TimeSpan.Zero)), "tls: { verify: false }");
        Assert.Equal((ObservationKind.Passed, null), (seen.Kind, seen.Reason));
        Assert.Equal(["TLS not verified"], _bench.Definition(new Uri("https://x/"), "tls: { verify: false }").Badges);
        Assert.Empty(_bench.Definition(new Uri("https://x/"), "tls: { verify: true }").Badges);
    }

#pragma warning disable SYSLIB0039, CA5397, CA5398 // a target that only speaks what nobody should
    [Fact]
    public async Task An_old_version_is_refused()
    {
        var seen = await Probe(_certificates.For("127.0.0.1"), _trusted, SslProtocols.Tls11);
        Assert.Equal(ObservationKind.Error, seen.Kind);
        Assert.Contains(seen.Reason, (string[])["TLS: no common protocol version", "TLS: the target refused the handshake", "TLS: connection closed in TLS handshake"]);
    }

    [Fact]
    public async Task A_version_can_be_asked_for()
    {
        var tls13 = _trusted.Replace("}", ", min_version: 1.3 }", StringComparison.Ordinal);
        Refused("TLS: no common protocol version", await Probe(_certificates.For("127.0.0.1"), tls13, SslProtocols.Tls12));
        Assert.Equal(ObservationKind.Passed, (await Probe(_certificates.For("127.0.0.1"), tls13)).Kind);
    }
#pragma warning restore SYSLIB0039, CA5397, CA5398

    [Fact]
    public async Task A_target_without_tls_is_told()
    {
        await using var talkative = new HostileTarget(
            async (stream, stop) => await stream.WriteAsync(HostileTarget.Bytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"), stop), isTls: true);
        Refused("TLS: the target does not speak TLS", await _bench.Probe(talkative.Url));
    }

    [Fact]
    public async Task A_target_that_hangs_up_in_the_handshake_is_told()
    {
        await using var target = new HostileTarget((_, _) => Task.CompletedTask, isTls: true);
        Assert.Matches("^TLS: connection (closed|reset) in TLS handshake$", (await _bench.Probe(target.Url)).Reason);
    }

    [Fact]
    public async Task A_client_certificate_is_shown_to_those_who_ask()
    {
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var target = HostileTarget.Tls(_certificates.For("127.0.0.1"), async (stream, stop) =>
        {
            seen.TrySetResult(((System.Net.Security.SslStream)stream).RemoteCertificate?.Subject ?? "nobody");
            await HostileTarget.HeadAsync(stream, stop);
            await stream.WriteAsync(HostileTarget.Bytes(Ok), stop);
        }, asks: true);
        var own = _certificates.SelfSigned("monitor");
        using var key = own.GetECDsaPrivateKey()!; // it was made with one
        var files = $"cert_file: '{_folder.Write("own.pem", own.ExportCertificatePem())}'";
        var plain = $"auth: {{ client_certificate: {{ {files}, key_file: '{_folder.Write("own.key", key.ExportPkcs8PrivateKeyPem())}' }} }}";
        Assert.Equal((ObservationKind.Passed, null), await Kind(target.Url, $"{_trusted}, {plain}"));
        Assert.Equal("CN=monitor", await seen.Task);

        _bench.Variables["KEY_PASSWORD"] = "CANARY";
        var locked = key.ExportEncryptedPkcs8PrivateKeyPem("CANARY", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        var encrypted = $"auth: {{ client_certificate: {{ {files}, key_file: '{_folder.Write("locked.key", locked)}', password: '{{KEY_PASSWORD}}' }} }}";
        Assert.Equal((ObservationKind.Passed, null), await Kind(target.Url, $"{_trusted}, {encrypted}"));
        Assert.Equal(
            (ObservationKind.NotObserved, "ca_file and client_certificate are for checks.yaml only"), await Kind(target.Url, $"{_trusted}, {plain}", fromBoard: true));
    }

    [Fact]
    public async Task A_target_that_asks_in_vain_is_told()
    {
        await using var target = HostileTarget.Tls(_certificates.For("127.0.0.1"), (_, _) => Task.CompletedTask, SslProtocols.Tls12, asks: true);
        var (kind, reason) = await Kind(target.Url, _trusted);
        Assert.Equal(ObservationKind.Error, kind);
        Assert.Matches("^TLS: |^connection ", reason);
    }

    [Theory]
    [InlineData("tls: { ca_file: /nowhere/ca.pem }", "ca_file cannot be used: there is no such file")]
    [InlineData("auth: { client_certificate: { cert_file: /nowhere/a, key_file: /nowhere/b } }", "cert_file cannot be used: there is no such file")]
    public async Task A_file_that_is_not_there_is_our_own_trouble(string keys, string reason) =>
        Assert.Equal((ObservationKind.NotObserved, reason), await Kind(new Uri("https://127.0.0.1:9/"), keys));

    [Fact]
    public async Task A_file_without_certificates_is_our_own_trouble()
    {
        var (kind, reason) = await Kind(new Uri("https://127.0.0.1:9/"), $"tls: {{ ca_file: '{_folder.Write("empty.pem", "nothing")}' }}");
        Assert.Equal((ObservationKind.NotObserved, "ca_file cannot be used: no certificate in it"), (kind, reason));
    }

    private async Task<(ObservationKind, string?)> Kind(Uri url, string keys, bool fromBoard = false)
    {
        var seen = await _bench.Probe(url, $"expect_status: 200, {keys}", fromBoard: fromBoard);
        return (seen.Kind, seen.Reason);
    }
}
