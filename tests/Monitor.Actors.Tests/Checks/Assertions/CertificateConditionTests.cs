using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Checks.Assertions;

/// <summary><c>[CERTIFICATE_EXPIRATION]</c> of real handshakes.</summary>
public sealed class CertificateConditionTests : IDisposable
{
    private readonly HttpBench _bench = new();
    private readonly SomeCertificates _certificates = new();

    public void Dispose()
    {
        _bench.Dispose();
        _certificates.Dispose();
    }

    [Theory]
    [InlineData(2080, "> 48h", null)]
    [InlineData(2080, "> 365000d", "[CERTIFICATE_EXPIRATION] (")]
    [InlineData(2025, "> 48h", "[CERTIFICATE_EXPIRATION] (expired ")]
    public async Task It_is_the_time_the_certificate_has_left(int untilYear, string condition, string? reason)
    {
        var until = new DateTimeOffset(untilYear, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var certificate = _certificates.For("127.0.0.1", until: until);
        await using var target = HostileTarget.TlsSaying(certificate, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
        var seen = await _bench.Probe(target.Url, $"tls: {{ verify: false }}, conditions: ['[CERTIFICATE_EXPIRATION] {condition}']");
        Assert.Equal(reason is null ? ObservationKind.Passed : ObservationKind.Failed, seen.Kind);
        Assert.StartsWith(reason ?? "", seen.Reason ?? "", StringComparison.Ordinal);
        Assert.Equal(until, seen.CertificateUntil); // however long the probe took
    }
}
