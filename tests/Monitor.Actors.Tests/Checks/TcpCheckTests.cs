using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Types;
using Monitor.Actors.Tests.Support;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Checks;

/// <summary>What the tcp check says of targets that talk, and of those that talk otherwise.</summary>
public sealed class TcpCheckTests : IDisposable
{
    private const string Smtp = """send_expect: [{ expect: "^220 ", send: "EHLO monitor" }, { expect: "^250 ", send: QUIT }, { expect: "^221 " }]""";

    private readonly ProbeBench _bench = new();
    private readonly TcpCheck _type;

    public TcpCheckTests() => _type = new TcpCheck(_bench.Wires, TimeProvider.System);

    public void Dispose() => _bench.Dispose();

    private Task<Observation> Probe(TalkingTarget target, string keys = "", TimeSpan? timeout = null) =>
        _bench.Probe(_type, $"host: 127.0.0.1, port: {target.Port}, {keys}", timeout);

    private static TalkingTarget Mail(string answer = "250-mail.example\r\n250-STARTTLS\r\n250 SIZE\r\n") => new(async talk =>
    {
        await talk.Say("220-welcome\r\n220 mail.example ESMTP\r\n");
        await talk.Hear();
        await talk.Say(answer);
        await talk.Hear();
        await talk.Say("221 bye\r\n");
    });

    [Fact]
    public async Task Whatever_accepts_a_connection_passes()
    {
        await using var target = new TalkingTarget(talk => talk.Silence());
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(target));
    }

    [Fact]
    public async Task Nobody_there_is_no_usable_answer()
    {
        var target = new TalkingTarget(talk => talk.Silence());
        await target.DisposeAsync();
        ProbeBench.Is(ObservationKind.Error, "connection refused", await Probe(target));
    }

    [Fact]
    public async Task A_dialogue_that_goes_as_expected_passes()
    {
        await using var target = Mail();
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(target, Smtp));
    }

    [Fact]
    public async Task A_line_that_never_comes_is_told_with_the_last_one_that_came()
    {
        await using var target = new TalkingTarget(talk => talk.Say("554 No \u001b[31mservice\r\n"));
        ProbeBench.Is(ObservationKind.Failed, """expected "^220 ", got "554 No \x1b[31mservice", then the connection was closed""", await Probe(target, Smtp));
    }

    [Fact]
    public async Task A_target_that_says_nothing_is_told_so()
    {
        await using var target = new TalkingTarget(_ => Task.CompletedTask);
        ProbeBench.Is(ObservationKind.Failed, """expected "^220 ", got nothing, then the connection was closed""", await Probe(target, Smtp));
    }

    [Fact]
    public async Task A_time_out_tells_what_was_waited_for()
    {
        await using var target = new TalkingTarget(async talk =>
        {
            await talk.Say("421 busy\r\n");
            await talk.Silence();
        });
        ProbeBench.Is(
            ObservationKind.Error, """timeout after 0.5 s (expected "^220 ", got "421 busy")""",
            await Probe(target, Smtp, TimeSpan.FromSeconds(0.5)));
    }

    [Fact]
    public async Task A_last_line_needs_no_end()
    {
        await using var target = new TalkingTarget(talk => talk.Say("imok"));
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(target, "send_expect: [{ send: ruok }, { expect: ^imok$ }]"));
    }

    [Fact]
    public async Task What_a_line_has_brought_can_be_sent_back()
    {
        await using var target = new TalkingTarget(async talk =>
        {
            await talk.Say("PING 4711\n");
            await talk.Say($"heard {await talk.Hear()}\n");
        });
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(target, """send_expect: [{ expect: "PING (?<n>[0-9]+)", send: "PONG ${n} ${1}" }, { expect: "^heard PONG 4711 4711$" }]"""));
    }

    [Fact]
    public async Task Endless_text_without_a_line_is_cut_off()
    {
        await using var target = new TalkingTarget(async talk =>
        {
            while (true)
                await talk.Say(new string('x', 8192));
        });
        ProbeBench.Is(ObservationKind.Failed, """expected "^220 ", got nothing, and more than 64 KiB""", await Probe(target, Smtp));
    }

    [Fact]
    public async Task Endless_lines_are_cut_off()
    {
        await using var target = new TalkingTarget(async talk =>
        {
            while (true)
                await talk.Say("no\r\n");
        });
        ProbeBench.Is(ObservationKind.Failed, """expected "^220 ", got "no", and more than 1000 lines""", await Probe(target, Smtp));
    }

    [Fact]
    public async Task A_long_line_is_shown_in_part()
    {
        await using var target = new TalkingTarget(talk => talk.Say(new string('x', 5000) + "\n"));
        var seen = await Probe(target, Smtp);
        Assert.Equal($"expected \"^220 \", got \"{new string('x', 199)}…\", then the connection was closed", seen.Reason);
    }

    [Fact]
    public async Task Tls_from_the_first_byte_is_spoken()
    {
        var authority = new TestAuthority();
        using var folder = new TempFolder();
        await using var target = new TalkingTarget(async talk =>
        {
            await talk.StartTls(authority.Issue());
            await talk.Say("+PONG\r\n");
        });
        var keys = $"tls: {{ ca_file: '{folder.Write("ca.pem", authority.Pem)}' }}, send_expect: [{{ send: PING, expect: '^.PONG' }}]";
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(target, keys));
    }

    [Theory]
    [InlineData("send_expect: [{ expect: '^220 ', send: EHLO monitor }, { expect: '^250 ', send: STARTTLS }, { expect: '^220 ', starttls: true }, { send: NOOP }, { expect: '^250 ' }]")]
    [InlineData("starttls: smtp, send_expect: [{ send: NOOP }, { expect: '^250 secret' }]")]
    public async Task A_dialogue_goes_over_to_tls(string keys)
    {
        var certificate = TestAuthority.SelfSigned();
        await using var target = new TalkingTarget(async talk =>
        {
            await talk.Say("220 mail.example ESMTP\r\n");
            await talk.Hear();
            await talk.Say("250-mail.example\r\n250 STARTTLS\r\n");
            await talk.Hear();
            await talk.Say("220 go ahead\r\n");
            await talk.StartTls(certificate);
            await talk.Say($"250 secret {await talk.Hear()}\r\n");
        });
        ProbeBench.Is(ObservationKind.Error, "TLS: certificate is self-signed", await Probe(target, keys));
    }

    [Fact]
    public async Task What_is_said_after_the_handshake_is_heard()
    {
        var certificate = TestAuthority.SelfSigned();
        await using var target = new TalkingTarget(async talk =>
        {
            await talk.Say("* OK imap\r\n");
            await talk.Hear();
            await talk.Say("* noise\r\na OK begin\r\n");
            await talk.StartTls(certificate);
            await talk.Say($"* heard {await talk.Hear()}\r\n");
        });
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(target, "starttls: imap, tls: { verify: false }, send_expect: [{ send: b NOOP }, { expect: 'heard b NOOP' }]"));
    }

    [Fact]
    public async Task Words_slipped_in_before_the_handshake_are_not_believed()
    {
        await using var target = new TalkingTarget(async talk =>
        {
            await talk.Say("220 mail.example ESMTP\r\n");
            await talk.Hear();
            await talk.Say("250 STARTTLS\r\n");
            await talk.Hear();
            await talk.Say("220 go ahead\r\n250 injected\r\n");
            await talk.Silence();
        });
        ProbeBench.Is(ObservationKind.Failed, "TLS: the server said more than it should before the handshake", await Probe(target, "starttls: smtp, tls: { verify: false }"));
    }

    [Fact]
    public async Task A_server_that_refuses_tls_is_told_at_once()
    {
        await using var target = new TalkingTarget(async talk =>
        {
            await talk.Say("220 mail.example ESMTP\r\n");
            await talk.Hear();
            await talk.Say("250 mail.example\r\n");
            await talk.Hear();
            await talk.Say("502 unknown\r\n");
            await talk.Silence();
        });
        ProbeBench.Is(ObservationKind.Failed, "expected \"^220 \", got \"502 unknown\"", await Probe(target, "starttls: smtp"));
    }

    [Fact]
    public async Task A_target_that_speaks_no_tls_is_told_so()
    {
        await using var target = new TalkingTarget(async talk =>
        {
            await talk.Say("220 mail.example ESMTP\r\n");
            await talk.Silence();
        });
        ProbeBench.Is(ObservationKind.Error, "TLS: the target does not speak TLS", await Probe(target, "tls: true"));
    }

    [Fact]
    public async Task A_silent_handshake_is_told_as_such()
    {
        await using var target = new TalkingTarget(talk => talk.Silence());
        ProbeBench.Is(ObservationKind.Error, "timeout after 0.5 s in TLS handshake", await Probe(target, "tls: true", TimeSpan.FromSeconds(0.5)));
    }

    [Fact]
    public async Task A_real_database_without_tls_says_so()
    {
        await using var server = new PostgresServer();
        await server.EnsureStartedAsync();
        ProbeBench.Is(
            ObservationKind.Failed, "TLS: the server does not offer it",
            await _bench.Probe(_type, $"host: 127.0.0.1, port: {server.Address.Split(':')[1]}, starttls: postgres"));
    }

    [Fact]
    public async Task The_network_policy_is_asked()
    {
        using var bench = new ProbeBench(NetworkRules.Default with { Board = BoardReach.PublicOnly });
        await using var target = new TalkingTarget(talk => talk.Silence());
        var seen = await bench.Probe(new TcpCheck(bench.Wires, TimeProvider.System), $"host: 127.0.0.1, port: {target.Port}", level: NetworkLevel.Board);
        ProbeBench.Is(ObservationKind.NotObserved, "blocked by network policy: 127.0.0.1 is loopback", seen);
    }

    [Fact]
    public async Task An_authority_that_cannot_be_read_is_our_trouble()
    {
        await using var target = new TalkingTarget(talk => talk.Silence());
        ProbeBench.Is(ObservationKind.NotObserved, "ca_file cannot be used: there is no such file", await Probe(target, "tls: { ca_file: /nowhere/ca.pem }"));
    }

    [Theory]
    [InlineData("host: 'a b', port: 1", "host: \"a b\" is not a host name or an address")]
    [InlineData("host: 'a:1', port: 1", "host: \"a:1\" is not a host name or an address")]
    [InlineData("host: a, port: 0", "port: expected a whole number from 1 to 65535, got 0")]
    [InlineData("host: a, port: 1, send_expect: [{ expect: '(?=x)' }]", "send_expect[0].expect: look-around, back-references and atomic groups are not supported")]
    [InlineData("host: a, port: 1, send_expect: [{}]", "send_expect[0].expect: missing")]
    [InlineData("host: a, port: 1, starttls: smtp, send_expect: [{ starttls: true }]", "send_expect: TLS is started twice")]
    [InlineData("host: a, port: 1, tls: false, send_expect: [{ starttls: true }]", "tls: is false, but starttls is there")]
    [InlineData("host: a, port: 1, tls: false, starttls: smtp", "tls: is false, but starttls is there")]
    [InlineData("host: a, port: 1, tls: { server_name: 'a b' }", "tls.server_name: \"a b\" is not a host name")]
    public void Mistakes_are_told(string keys, string fault) => Assert.Equal([fault], ProbeBench.Faults(_type, keys));

    [Theory]
    [InlineData("tls: { verify: false }", "TLS not verified")]
    [InlineData("tls: true", null)]
    [InlineData("tls: false", null)]
    public void What_is_not_verified_is_shown(string keys, string? badge)
    {
        ICheckType type = _type;
        Assert.Equal(badge is null ? [] : [badge], type.Badges(type.Read(Monitor.Actors.Config.YamlSection.Of($"{{ host: a, port: 25, {keys} }}"))));
    }

    [Fact]
    public void An_address_with_colons_is_shown_in_brackets()
    {
        ICheckType type = _type;
        Assert.Equal("[::1]:25", type.Target(type.Read(Monitor.Actors.Config.YamlSection.Of("{ host: '::1', port: 25 }"))));
    }
}
