using System.Security.Authentication;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Types;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

/// <summary>What the tls check says of real servers with good, bad and ageing certificates.</summary>
public sealed class TlsCheckTests : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly TestAuthority _authority = new();
    private readonly TempFolder _folder = new();
    private readonly ProbeBench _bench = new();
    private readonly TlsCheck _type;

    public TlsCheckTests() => _type = new TlsCheck(_bench.Wires, TimeProvider.System);

    public void Dispose()
    {
        _bench.Dispose();
        _folder.Dispose();
    }

    private string Trusted(TestAuthority? authority = null) => $"ca_file: '{_folder.Write("ca.pem", (authority ?? _authority).Pem)}'";

    private async Task<Observation> Probe(KestrelTarget target, string keys)
    {
        await using (target)
            return await _bench.Probe(_type, $"host: 127.0.0.1, port: {target.Port}, {keys}");
    }

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_trusted_certificate_with_time_left_passes()
    {
        var seen = await Probe(await KestrelTarget.StartAsync(_authority.Issue()), Trusted());
        ProbeBench.Is(ObservationKind.Passed, null, seen);
        Assert.Equal("""{"subject":"CN=localhost","issuer":"CN=Test Issuer","not_after":"2199-01-01","protocol":"TLS 1.3"}""", seen.Details);
    }

    [Fact]
    public async Task An_expired_certificate_is_told_with_its_day()
    {
        var seen = await Probe(await KestrelTarget.StartAsync(_authority.Issue(new DateTimeOffset(2026, 1, 2, 3, 0, 0, TimeSpan.Zero))), Trusted());
        ProbeBench.Is(ObservationKind.Error, "TLS: certificate expired 2026-01-02", seen);
    }

    [Fact]
    public async Task It_has_expired_even_for_those_who_do_not_verify()
    {
        var seen = await Probe(await KestrelTarget.StartAsync(_authority.Issue(new DateTimeOffset(2026, 1, 2, 3, 0, 0, TimeSpan.Zero))), "verify: false");
        ProbeBench.Is(ObservationKind.Failed, "TLS: certificate expired 2026-01-02", seen);
    }

    [Theory]
    [InlineData(30, ObservationKind.Passed, null)]
    [InlineData(10, ObservationKind.Warned, "TLS: certificate expires in 10 days ({0}), limit 21")]
    [InlineData(5, ObservationKind.Failed, "TLS: certificate expires in 5 days ({0}), limit 7")]
    [InlineData(1, ObservationKind.Failed, "TLS: certificate expires in 1 day ({0}), limit 7")]
    public async Task A_certificate_that_expires_soon_is_told(int days, ObservationKind kind, string? reason)
    {
        var until = Now.AddDays(days).AddHours(12);
        var seen = await Probe(await KestrelTarget.StartAsync(_authority.Issue(until)), Trusted());
        ProbeBench.Is(kind, reason?.Replace("{0}", Day(until), StringComparison.Ordinal), seen);
    }

    [Theory]
    [InlineData("'[CERTIFICATE_EXPIRATION] > 480h'", ObservationKind.Passed)]
    [InlineData("'[CERTIFICATE_EXPIRATION] > 960h'", ObservationKind.Failed)]
    public async Task Conditions_know_when_the_certificate_expires(string condition, ObservationKind kind) =>
        Assert.Equal(kind, (await Probe(await KestrelTarget.StartAsync(_authority.Issue(Now.AddDays(30))), $"{Trusted()}, conditions: [{condition}]")).Kind);

    [Fact]
    public async Task The_limits_are_the_operators()
    {
        var until = Now.AddDays(40).AddHours(12);
        var seen = await Probe(await KestrelTarget.StartAsync(_authority.Issue(until)), $"{Trusted()}, warn_days: 60, fail_days: 50");
        ProbeBench.Is(ObservationKind.Failed, $"TLS: certificate expires in 40 days ({Day(until)}), limit 50", seen);
    }

    [Fact]
    public async Task A_certificate_without_an_end_stands_on_the_board_as_it_is()
    {
        var never = new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero); // how RFC 5280 writes it
        var seen = await Probe(await KestrelTarget.StartAsync(TestAuthority.SelfSigned(never)), "verify: false");
        var round = new ProbeResult(seen, TimeSpan.Zero, 1, Now.AddHours(1));
        var face = CheckFace.New.After(round, new RoundVerdict(CheckStatus.Ok, null, null), null);
        Assert.Equal(never, face.Tile(Some.Definition(), CheckState.New, null).CertificateUntil);
    }

    [Fact]
    public async Task An_authority_in_the_chain_counts_too()
    {
        var until = Now.AddDays(3).AddHours(12);
        var authority = new TestAuthority(until);
        var seen = await Probe(await KestrelTarget.StartAsync(authority.Issue()), Trusted(authority));
        ProbeBench.Is(ObservationKind.Failed, $"TLS: certificate of the issuer Test Issuer expires in 3 days ({Day(until)}), limit 7", seen);
    }

    [Fact]
    public async Task An_authority_that_has_expired_is_told_by_its_name()
    {
        var authority = new TestAuthority(new DateTimeOffset(2026, 1, 2, 3, 0, 0, TimeSpan.Zero));
        var seen = await Probe(await KestrelTarget.StartAsync(authority.Issue()), Trusted(authority));
        ProbeBench.Is(ObservationKind.Error, "TLS: certificate of the issuer Test Issuer expired 2026-01-02", seen);
    }

    [Fact]
    public async Task A_certificate_for_somebody_else_is_told_with_both_names()
    {
        var seen = await Probe(await KestrelTarget.StartAsync(_authority.Issue(null, "a.example", "b.example", "c.example", "d.example")), Trusted());
        ProbeBench.Is(ObservationKind.Error, "TLS: certificate is for a.example, b.example, c.example and 1 more, not for 127.0.0.1", seen);
    }

    [Fact]
    public async Task The_name_can_be_another_than_the_hosts() =>
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(await KestrelTarget.StartAsync(_authority.Issue(null, "a.example")), $"{Trusted()}, server_name: a.example"));

    [Fact]
    public async Task A_self_signed_certificate_is_told_as_such() =>
        ProbeBench.Is(ObservationKind.Error, "TLS: certificate is self-signed", await Probe(await KestrelTarget.StartAsync(TestAuthority.SelfSigned()), "verify: true"));

    [Fact]
    public async Task An_unknown_issuer_is_told_by_its_name() =>
        ProbeBench.Is(
            ObservationKind.Error, "TLS: certificate is issued by an unknown authority, Test Issuer",
            await Probe(await KestrelTarget.StartAsync(_authority.Issue()), "verify: true"));

    [Fact]
    public async Task Without_verification_only_the_time_counts() =>
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(await KestrelTarget.StartAsync(TestAuthority.SelfSigned()), "verify: false"));

    [Fact]
    public async Task A_self_signed_certificate_can_be_trusted_by_its_file()
    {
        var certificate = TestAuthority.SelfSigned();
        var file = _folder.Write("own.pem", certificate.TargetCertificate.ExportCertificatePem());
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(await KestrelTarget.StartAsync(certificate), $"ca_file: '{file}'"));
    }

    [Fact]
    public async Task A_server_that_speaks_only_an_older_protocol_is_refused()
    {
        var seen = await Probe(await KestrelTarget.StartAsync(_authority.Issue(), tls: SslProtocols.Tls12), $"{Trusted()}, min_version: 1.3");
        ProbeBench.Is(ObservationKind.Error, "TLS: no common protocol version", seen);
    }

    [Fact]
    public async Task An_older_protocol_that_is_allowed_is_shown()
    {
        var seen = await Probe(await KestrelTarget.StartAsync(_authority.Issue(), tls: SslProtocols.Tls12), $"{Trusted()}, min_version: 1.2");
        Assert.Contains("\"protocol\":\"TLS 1.2\"", seen.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_tls_is_told_so() =>
        ProbeBench.Is(ObservationKind.Error, "TLS: the target does not speak TLS", await Probe(await KestrelTarget.StartAsync(), "verify: false"));

    [Theory]
    [InlineData("smtp", "220 x\r\n|250 x\r\n|220 x\r\n")]
    [InlineData("imap", "* OK x\r\n|a OK x\r\n")]
    [InlineData("pop3", "+OK x\r\n|+OK x\r\n")]
    [InlineData("ftp", "220 x\r\n|234 x\r\n")]
    public async Task Protocols_go_over_to_tls_in_their_own_ways(string protocol, string answers)
    {
        var certificate = _authority.Issue();
        await using var target = new TalkingTarget(async talk =>
        {
            var said = answers.Split('|');
            foreach (var answer in said[..^1])
            {
                await talk.Say(answer);
                await talk.Hear();
            }

            await talk.Say(said[^1]);
            await talk.StartTls(certificate);
            await talk.Silence();
        });
        ProbeBench.Is(ObservationKind.Passed, null, await _bench.Probe(_type, $"host: 127.0.0.1, port: {target.Port}, starttls: {protocol}, {Trusted()}"));
    }

    [Fact]
    public async Task Postgres_goes_over_to_tls_without_lines()
    {
        var certificate = _authority.Issue();
        await using var target = new TalkingTarget(async talk =>
        {
            await talk.Hear(bytes: 8);
            await talk.Say("S");
            await talk.StartTls(certificate);
            await talk.Silence();
        });
        ProbeBench.Is(ObservationKind.Passed, null, await _bench.Probe(_type, $"host: 127.0.0.1, port: {target.Port}, starttls: postgres, {Trusted()}"));
    }

    [Theory]
    [InlineData("host: a, warn_days: 3, fail_days: 5", "warn_days: 3 is less than fail_days, so nothing would ever warn")]
    [InlineData("host: a, min_version: 1.1", "min_version: unknown value \"1.1\"")]
    [InlineData("host: a, starttls: gopher", "starttls: unknown value \"gopher\"")]
    public void Mistakes_are_told(string keys, string fault) => Assert.Equal([fault], ProbeBench.Faults(_type, keys));

    [Theory]
    [InlineData("host: a", "a:443")]
    [InlineData("host: a, starttls: smtp", "a:25")]
    [InlineData("host: a, starttls: smtp, port: 587", "a:587")]
    public void The_port_is_the_protocols_unless_another_is_given(string keys, string target)
    {
        ICheckType type = _type;
        Assert.Equal(target, type.Host(type.Read(Monitor.Actors.Config.YamlSection.Of($"{{ {keys} }}"))));
    }
}
