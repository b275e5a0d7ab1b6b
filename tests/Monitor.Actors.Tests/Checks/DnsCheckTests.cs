using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Naming;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Types;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

/// <summary>What the dns check says of a server's answers, and of none.</summary>
public sealed class DnsCheckTests : IDisposable
{
    private readonly ProbeBench _bench = new();
    private readonly DnsCheck _type;

    public DnsCheckTests() => _type = new DnsCheck(new DnsRunner(_bench.Policy), TimeProvider.System);

    public void Dispose() => _bench.Dispose();

    private async Task<Observation> Probe(DnsTarget target, string keys = "query_type: A", TimeSpan? timeout = null, string name = "shop.example")
    {
        await using (target)
            return await _bench.Probe(_type, $"query_name: {name}, resolver: '{target.Address}', {keys}", timeout);
    }

    public static TheoryData<string, string, (int, byte[])> Records => new()
    {
        { "A", "192.0.2.1", DnsTarget.A("192.0.2.1") },
        { "AAAA", "2001:DB8:0:0::1", DnsTarget.Aaaa("2001:db8::1") },
        { "CNAME", "www.example.", DnsTarget.CName("www.example") },
        { "NS", "NS1.example", DnsTarget.Ns("ns1.example") },
        { "MX", "10 mail.example.", DnsTarget.Mx(10, "mail.example") },
        { "TXT", "v=spf1 -all", DnsTarget.Txt("v=spf1", " -all") },
        { "SRV", "1 2 5060 sip.example", DnsTarget.Srv(1, 2, 5060, "sip.example") },
        { "SOA", "ns1.example admin.example 2026010101 7200 3600 1209600 300", DnsTarget.Soa("ns1.example", "admin.example", 2026010101, 7200, 3600, 1209600, 300) },
        { "PTR", "shop.example", DnsTarget.Ptr("shop.example") },
        { "CAA", "0 issue letsencrypt.org", DnsTarget.Caa(0, "issue", "letsencrypt.org") },
    };

    [Theory]
    [MemberData(nameof(Records))]
    public async Task Records_of_every_type_are_compared_as_people_write_them(string type, string expected, (int, byte[]) record) =>
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(DnsTarget.Saying(record), $"query_type: {type}, expect_records: ['{expected}'], match: exact"));

    [Fact]
    public async Task An_answer_with_records_passes_and_shows_them()
    {
        var seen = await Probe(DnsTarget.Saying(DnsTarget.CName("www.shop.example"), DnsTarget.A("192.0.2.1"), DnsTarget.A("192.0.2.2")));
        ProbeBench.Is(ObservationKind.Passed, null, seen);
        Assert.Equal("""{"rcode":"NOERROR","records":["192.0.2.1","192.0.2.2"]}""", seen.Details);
    }

    [Theory]
    [InlineData("all", "['192.0.2.1']", null)]
    [InlineData("all", "['192.0.2.1', '192.0.2.3']", "expected 192.0.2.1, 192.0.2.3, got 192.0.2.1, 192.0.2.2")]
    [InlineData("any", "['192.0.2.3', '192.0.2.2']", null)]
    [InlineData("any", "['192.0.2.3', '192.0.2.4']", "expected one of 192.0.2.3, 192.0.2.4, got 192.0.2.1, 192.0.2.2")]
    [InlineData("exact", "['192.0.2.2', '192.0.2.1']", null)]
    [InlineData("exact", "['192.0.2.1']", "expected exactly 192.0.2.1, got 192.0.2.1, 192.0.2.2")]
    public async Task Records_are_compared_as_asked_for(string match, string records, string? problem) =>
        ProbeBench.Is(
            problem is null ? ObservationKind.Passed : ObservationKind.Failed, problem,
            await Probe(DnsTarget.Saying(DnsTarget.A("192.0.2.1"), DnsTarget.A("192.0.2.2")), $"match: {match}, expect_records: {records}"));

    [Theory]
    [InlineData(3, "NXDOMAIN (host not found), expected NOERROR")]
    [InlineData(2, "SERVFAIL (DNS server failure), expected NOERROR")]
    [InlineData(5, "REFUSED (the DNS server refuses to answer), expected NOERROR")]
    [InlineData(9, "RCODE 9, expected NOERROR")]
    public async Task A_question_that_goes_wrong_is_told_in_words(int rcode, string problem) =>
        ProbeBench.Is(ObservationKind.Failed, problem, await Probe(DnsTarget.Refusing(rcode)));

    [Fact]
    public async Task A_name_that_must_not_be_there_passes_when_it_is_not() =>
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(DnsTarget.Refusing(3), "rcode: NXDOMAIN"));

    [Theory]
    [InlineData("conditions: ['[DNS_RCODE] == NXDOMAIN']", 3, ObservationKind.Passed)]
    [InlineData("conditions: ['[DNS_RCODE] == NXDOMAIN']", 0, ObservationKind.Failed)]
    [InlineData("conditions: ['[BODY] == 192.0.2.1']", 0, ObservationKind.Passed)]
    [InlineData("conditions: ['[BODY] == 192.0.2.9']", 0, ObservationKind.Failed)]
    [InlineData("expect_body: { contains: 192.0 }", 0, ObservationKind.Passed)]
    public async Task Conditions_are_about_rcode_and_records(string keys, int rcode, ObservationKind kind)
    {
        DnsTarget.Answer answer = rcode == 0 ? new(0, false, DnsTarget.A("192.0.2.1")) : new(rcode, false);
        Assert.Equal(kind, (await Probe(new DnsTarget(_ => answer), keys)).Kind);
    }

    [Fact]
    public async Task A_name_that_must_not_be_there_but_is_fails() =>
        ProbeBench.Is(ObservationKind.Failed, "NOERROR, expected NXDOMAIN", await Probe(DnsTarget.Saying(DnsTarget.A("192.0.2.1")), "rcode: NXDOMAIN"));

    [Fact]
    public async Task A_name_without_such_records_fails() =>
        ProbeBench.Is(ObservationKind.Failed, "shop.example has no MX record", await Probe(DnsTarget.Saying(), "query_type: MX"));

    [Fact]
    public async Task Records_that_must_not_be_there_can_be_asked_for()
    {
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(DnsTarget.Saying(), "expect_records: [], match: exact"));
        ProbeBench.Is(ObservationKind.Failed, "expected none, got 192.0.2.1", await Probe(DnsTarget.Saying(DnsTarget.A("192.0.2.1")), "expect_records: [], match: exact"));
    }

    [Fact]
    public async Task Silence_is_a_time_out_that_names_the_server()
    {
        await using var target = new DnsTarget(_ => null);
        ProbeBench.Is(ObservationKind.Error, $"timeout after 0.5 s (no DNS answer from {target.Address})", await Probe(target, timeout: TimeSpan.FromSeconds(0.5)));
    }

    [Fact]
    public async Task A_question_that_gets_lost_is_repeated()
    {
        var asked = 0;
        await using var target = new DnsTarget(_ => Interlocked.Increment(ref asked) == 1 ? null : new DnsTarget.Answer(0, false, DnsTarget.A("192.0.2.1")));
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(target));
        Assert.Equal(2, target.Questions.Count);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_so()
    {
        var target = DnsTarget.Saying();
        await target.DisposeAsync();
        ProbeBench.Is(ObservationKind.Error, "connection refused", await _bench.Probe(_type, $"query_name: a.example, transport: tcp, resolver: '{target.Address}'"));
    }

    [Theory]
    [InlineData("udp", false)]
    [InlineData("tcp", true)]
    public async Task The_transport_is_as_asked_for(string transport, bool tcp)
    {
        await using var target = DnsTarget.Saying(DnsTarget.A("192.0.2.1"));
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(target, $"transport: {transport}"));
        Assert.Equal(new DnsTarget.Question("shop.example", 1, tcp), Assert.Single(target.Questions));
    }

    [Fact]
    public async Task An_answer_too_long_for_udp_comes_over_tcp()
    {
        await using var target = new DnsTarget(asked => asked.Tcp ? new DnsTarget.Answer(0, false, DnsTarget.A("192.0.2.1")) : new DnsTarget.Answer(0, true));
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(target));
    }

    [Theory]
    [InlineData("'192.0.2.1'", "1.2.0.192.in-addr.arpa")]
    [InlineData("4.3.2.1.in-addr.arpa", "4.3.2.1.in-addr.arpa")]
    public async Task An_address_is_asked_for_by_its_name(string name, string asked)
    {
        await using var target = DnsTarget.Saying(DnsTarget.Ptr("shop.example"));
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(target, "query_type: PTR", name: name));
        Assert.Equal(asked, Assert.Single(target.Questions).Name);
    }

    [Fact]
    public async Task The_network_policy_is_asked()
    {
        using var bench = new ProbeBench(NetworkRules.Default with { Board = BoardReach.PublicOnly });
        await using var target = DnsTarget.Saying(DnsTarget.A("192.0.2.1"));
        var seen = await bench.Probe(
            new DnsCheck(new DnsRunner(bench.Policy), TimeProvider.System), $"query_name: a.example, resolver: '{target.Address}'", level: NetworkLevel.Board);
        ProbeBench.Is(ObservationKind.NotObserved, "blocked by network policy: 127.0.0.1 is loopback", seen);
        Assert.Empty(target.Questions);
    }

    [Fact]
    public async Task An_answer_of_garbage_is_no_usable_answer()
    {
        var seen = await Probe(DnsTarget.Saying((15, [1])), "query_type: MX");
        ProbeBench.Is(ObservationKind.Error, "not a DNS answer", seen);
    }

    [Theory]
    [InlineData("query_type: BANANA, query_name: a", "query_type: unknown value \"BANANA\"")]
    [InlineData("query_name: 'a..b'", "query_name: \"a..b\" is not a name that DNS can carry")]
    [InlineData("query_name: a, resolver: dns.example", "resolver: \"dns.example\" is not an address")]
    [InlineData("query_name: a, match: any", "match: is set without expect_records")]
    [InlineData("query_name: a, expect_records: []", "expect_records: names no record")]
    public void Mistakes_are_told(string keys, string fault) => Assert.Equal([fault], ProbeBench.Faults(_type, keys));

    [Theory]
    [InlineData("resolver: 192.0.2.53", "a.example A @192.0.2.53:53")]
    [InlineData("resolver: '[2001:db8::1]:5353'", "a.example A @[2001:db8::1]:5353")]
    [InlineData("query_type: MX", "a.example MX")]
    public void The_target_names_question_and_server(string keys, string target)
    {
        ICheckType type = _type;
        Assert.Equal(target, type.Target(type.Read(Monitor.Actors.Config.YamlSection.Of($"{{ query_name: a.example, {keys} }}"))));
    }
}
