using System.IO.Compression;
using System.Text;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;
using Monitor.Tests.Shared;
using static Monitor.Tests.Shared.HostileTarget;

namespace Monitor.Actors.Tests.Checks.Http;

/// <summary>What is said of targets that misbehave (FAULTS 4.3, table H); certificates have tests of their own.</summary>
public sealed class HostileTargetTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    private readonly HttpBench _bench = new();

    public void Dispose() => _bench.Dispose();

    private async Task Says(string reason, HostileTarget target, string keys = "expect_status: 200", TimeSpan? timeout = null)
    {
        await using (target)
        {
            var seen = await _bench.Probe(target.Url, keys, timeout);
            Assert.Equal((ObservationKind.Error, reason), (seen.Kind, seen.Reason));
        }
    }

    private async Task SaysLike(string pattern, HostileTarget target, TimeSpan? timeout = null)
    {
        await using (target)
        {
            var seen = await _bench.Probe(target.Url, timeout: timeout);
            Assert.Equal(ObservationKind.Error, seen.Kind);
            Assert.Matches(pattern, seen.Reason);
        }
    }

    /// <summary>After <paramref name="first"/>, a byte whenever the other side has had time to look at the one before.</summary>
    private static HostileTarget Dripping(string first, byte drop) => new(async (stream, stop) =>
    {
        await HeadAsync(stream, stop);
        await stream.WriteAsync(Bytes(first), stop);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await pace.WaitForNextTickAsync(stop))
            await stream.WriteAsync(new[] { drop }, stop);
    });

    private static IEnumerable<byte[]> Endless(string first, string piece)
    {
        yield return Bytes(first);
        var again = Bytes(piece);
        while (true)
            yield return again;
    }

    [Fact]
    public Task H01_a_gigabyte_that_is_announced_is_not_read() => Says(
        "response larger than 1 MiB (Content-Length 1073741824)",
        Answering(Endless("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n", new string('x', 65_536))));

    [Fact]
    public Task H02_an_endless_body_is_cut_off() => Says(
        "response larger than 1 MiB",
        Answering(Endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", $"10000\r\n{new string('x', 65_536)}\r\n")));

    [Fact]
    public Task H03_a_body_that_never_ends_is_told_with_what_came() => SaysLike(
        @"^timeout after 0\.3 s while reading body \(\d+ bytes\)$", Dripping("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", (byte)'x'), Short);

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public Task H04_a_bomb_is_counted_after_decompression(string coding)
    {
        var bomb = Compressed(coding, new byte[64 * 1024 * 1024]);
        Assert.True(bomb.Length < 1024 * 1024);
        return Says(
            "response larger than 1 MiB after decompression",
            Answering([Bytes($"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\nContent-Length: {bomb.Length}\r\n\r\n"), bomb]));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compressed_answer_is_read(string coding)
    {
        var body = Compressed(coding, """{"ok":true}"""u8.ToArray());
        await using var target = Answering([Bytes($"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\nContent-Length: {body.Length}\r\n\r\n"), body]);
        Assert.Equal(ObservationKind.Passed, (await _bench.Probe(target.Url, "expect_jsonpath: [{ path: $.ok, equals: true }]")).Kind);
    }

    [Fact]
    public Task What_only_claims_to_be_compressed_is_told() =>
        Says("response is not valid gzip", Answering(Bytes("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 20\r\n\r\n01234567890123456789")));

    [Fact]
    public Task H05_a_body_that_breaks_off_is_told_with_what_came() => Says(
        "connection closed after 10 of 1000 bytes", Answering(Bytes("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n0123456789")));

    [Fact]
    public Task H05_a_chunked_body_that_breaks_off_is_told_with_what_came() => Says(
        "connection closed after 5 bytes, before the end", Answering(Bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n")));

    [Fact]
    public Task H07_headers_without_end_are_cut_off() =>
        Says("response headers larger than 64 KiB", Answering(Endless("HTTP/1.1 200 OK\r\n", "X-Filler: 0123456789\r\n")));

    [Fact]
    public Task H07_a_huge_header_is_refused() =>
        Says("response headers larger than 64 KiB", Answering(Bytes($"HTTP/1.1 200 OK\r\nX-Huge: {new string('x', 80_000)}\r\nContent-Length: 0\r\n\r\n")));

    [Fact]
    public Task H07_go_ahead_for_ever_is_no_answer() =>
        Says("response headers larger than 64 KiB", Answering(Endless("", "HTTP/1.1 100 Continue\r\n\r\n")));

    [Fact]
    public Task H08_headers_that_drip_are_told() => Says(
        "timeout after 0.3 s while reading headers", Dripping("HTTP/1.1 200 OK\r\nX: ", (byte)'x'), timeout: Short);

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", "SSH-2.0-OpenSSH_9.2p1 Debian-2")]
    [InlineData("220 mail.example.com ESMTP Postfix (Debian/GNU), pleased to meet you\r\n", "220 mail.example.com ESMTP Postfix (Debi…")]
    [InlineData("<html>hello</html>\r\n", "<html>hello</html>")]
    [InlineData("SSH-2.0-without-an-end", "SSH-2.0-without-an-end")]
    [InlineData("\u0015\u0003\u0001\0\u0002\u0002\u0016", ".......")]
    [InlineData("\u001b[31mred\u001b[0m\r\n", ".[31mred.[0m")]
    public Task H09_another_protocol_is_shown_in_printable_characters(string banner, string shown) =>
        Says($"not an HTTP response: \"{shown}\"", Answering(Bytes(banner)));

    [Fact]
    public async Task H10_broken_text_matters_only_to_those_who_read_it()
    {
        static HostileTarget Broken() => Answering([Bytes("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n"), [(byte)'"', 0xFF, (byte)'"']]);
        await Says("response is not valid UTF-8 at byte 1", Broken(), "expect_jsonpath: [{ path: $.ok, equals: x }]");
        await using var target = Broken();
        Assert.Equal(ObservationKind.Passed, (await _bench.Probe(target.Url)).Kind);
    }

    [Fact]
    public async Task H13_an_empty_answer_has_nothing_of_what_is_expected()
    {
        await Says("response is not JSON (it is empty)", Answering(Bytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")), "expect_jsonpath: [{ path: $.ok, exists: true }]");
        await Says("response is not JSON (starts with \"<html>\")", Answering(Bytes("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>")), "expect_jsonpath: [{ path: $.ok, exists: true }]");
        await using var target = Answering(Bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]"));
        var seen = await _bench.Probe(target.Url, "expect_jsonpath: [{ path: $.ok, exists: true }]");
        Assert.Equal((ObservationKind.Failed, "$.ok not found"), (seen.Kind, seen.Reason));
    }

    [Fact]
    public Task H14_deep_json_is_refused()
    {
        var deep = new string('[', 100_000);
        return Says("JSON nested deeper than 64", Answering(Bytes($"HTTP/1.1 200 OK\r\nContent-Length: {deep.Length}\r\n\r\n{deep}")), "expect_jsonpath: [{ path: $.ok }]");
    }

    [Fact]
    public async Task H15_a_flat_array_is_read_as_far_as_bodies_are()
    {
        const string Rule = "expect_jsonpath: [{ path: '$[0]', equals: 7 }, { path: '$[523000]', equals: 7 }]";
        var large = string.Join(',', Enumerable.Repeat('7', 523_001));
        await using (var target = LoopbackTarget.Http($"[{large}]"))
            Assert.Equal((ObservationKind.Passed, null), await Seen(target, Rule));
        await Says(
            "response larger than 1 MiB",
            Answering(Endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n[\r\n", $"10000\r\n{string.Concat(Enumerable.Repeat("7,", 32_768))}\r\n")), Rule);
    }

    [Theory]
    [InlineData("1e400", "lt: 100", "$.v is 1e400, a number out of range")]
    [InlineData("-1e400", "lt: 100", "$.v is -1e400, a number out of range")]
    [InlineData("99.99999999999999999999", "lt: 100", null)] // 100 as a double
    [InlineData("99.99999999999999999999", "equals: 100", "$.v != 100 (got 99.99999999999999999999)")]
    [InlineData("123456789012345678901234567890123456789", "gt: 100", null)] // too large for exact comparison
    [InlineData("1e-400", "gte: 0", null)]
    [InlineData("NaN", "lt: 100", "response is not JSON (starts with \"{\"v\":NaN}\")")]
    [InlineData("Infinity", "lt: 100", "response is not JSON (starts with \"{\"v\":Infinity}\")")]
    [InlineData("1, \"v\": 101", "equals: 101", null)] // the last of them counts
    [InlineData("101, \"v\": 1", "equals: 101", "$.v != 101 (got 1)")]
    public async Task H16_numbers_are_what_they_say_and_the_last_of_equal_keys_counts(string value, string rule, string? reason)
    {
        await using var target = LoopbackTarget.Http($"{{\"v\":{value}}}");
        Assert.Equal(reason, (await Seen(target, $"expect_jsonpath: [{{ path: $.v, {rule} }}]")).Reason);
    }

    [Fact]
    public async Task H16_a_number_of_a_hundred_thousand_digits_is_not_repeated_whole()
    {
        await using var target = LoopbackTarget.Http($"{{\"v\":{new string('9', 100_000)}}}");
        var (kind, reason) = await Seen(target, "expect_jsonpath: [{ path: $.v, lt: 100 }]");
        Assert.Equal(ObservationKind.Failed, kind);
        Assert.InRange(reason!.Length, 20, 500); // a failure has a reason
    }

    private async Task<(ObservationKind Kind, string? Reason)> Seen(LoopbackTarget target, string keys)
    {
        var seen = await _bench.Probe(target.Url, keys);
        return (seen.Kind, seen.Reason);
    }

    [Fact]
    public async Task H18_what_was_meant_for_one_origin_is_not_sent_to_another()
    {
        await using var elsewhere = LoopbackTarget.Http("{}");
        await using var target = new LoopbackTarget(_ => LoopbackTarget.Answer("", 302, $"Location: {elsewhere.Url}\r\n"));
        _bench.Variables["TOKEN"] = "CANARY";
        var seen = await _bench.Probe(target.Url, "expect_status: 200, auth: { bearer: '{TOKEN}' }, headers: { X-Api-Key: '{TOKEN}', X-Team: shop }");
        Assert.Equal(ObservationKind.Passed, seen.Kind);
        var asked = Assert.Single(target.Requests);
        Assert.All(["Authorization: Bearer CANARY", "X-Api-Key: CANARY", "X-Team: shop"], line => Assert.Contains($"\r\n{line}\r\n", asked, StringComparison.Ordinal));
        Assert.Equal($"GET / HTTP/1.1\r\nHost: 127.0.0.1:{elsewhere.Url.Port}\r\n\r\n", Assert.Single(elsewhere.Requests));
    }

    [Fact]
    public async Task S03_a_long_or_broken_location_does_no_harm()
    {
        await SaysLike("^HTTP 404|^response headers|^redirect|^HTTP", Answering(Bytes($"HTTP/1.1 302 Found\r\nLocation: http://{new string('a', 10_000)}/\r\nContent-Length: 0\r\n\r\n")));
        await SaysLike("^redirect to an address that is not a URL$", Answering(Bytes("HTTP/1.1 302 Found\r\nLocation: http://[x\r\nContent-Length: 0\r\n\r\n")));
    }

    [Fact]
    public async Task H22_a_handshake_that_hangs_is_told()
    {
        await using var target = new HostileTarget((_, stop) => SilenceAsync(stop), isTls: true);
        var seen = await _bench.Probe(target.Url, timeout: Short);
        Assert.Equal((ObservationKind.Error, "timeout after 0.3 s in TLS handshake"), (seen.Kind, seen.Reason));
    }

    [Fact]
    public Task H23_silence_is_told() => Says("timeout after 0.3 s (no response headers)", new HostileTarget((_, stop) => SilenceAsync(stop)), timeout: Short);

    [Fact]
    public async Task H24_a_refusal_is_told()
    {
        var target = Answering();
        await target.DisposeAsync();
        var seen = await _bench.Probe(target.Url);
        Assert.Equal((ObservationKind.Error, "connection refused"), (seen.Kind, seen.Reason));
    }

    [Fact]
    public async Task H27_nothing_reaches_a_terminal_as_it_came()
    {
        const string Nasty = "\u001b[2J\0</script>\u009b31m";
        var body = Encoding.UTF8.GetBytes($"{{\"v\":\"x\"}}{Nasty}");
        await using var target = Answering([Bytes($"HTTP/1.1 503 {'\u001b'}[2J\r\nX-A: {'\u001b'}[2J\r\nContent-Length: {body.Length}\r\n\r\n"), body]);
        var seen = await _bench.Probe(target.Url);
        Assert.Equal((ObservationKind.Failed, "HTTP 503, expected 200"), (seen.Kind, seen.Reason));
        Assert.DoesNotContain(seen.Details!, char.IsControl); // a failure has details
        var text = await _bench.Probe(target.Url, "expect_jsonpath: [{ path: $.v }]");
        Assert.DoesNotContain($"{text.Reason}{text.Details}", char.IsControl);
    }

    [Fact]
    public Task A_phase_can_have_a_limit_of_its_own() => Says(
        "timeout after 0.2 s (no response headers)", new HostileTarget((_, stop) => SilenceAsync(stop)), "timeouts: { first_byte: 200ms }");

    [Fact]
    public async Task The_handshake_can_have_a_limit_of_its_own()
    {
        await using var target = new HostileTarget((_, stop) => SilenceAsync(stop), isTls: true);
        Assert.Equal("timeout after 0.2 s in TLS handshake", (await _bench.Probe(target.Url, "timeouts: { tls: 200ms }")).Reason);
    }

    [Fact]
    public async Task A_limit_of_a_phase_does_not_end_another()
    {
        await using var target = new HostileTarget(async (stream, stop) =>
        {
            await HeadAsync(stream, stop);
            await stream.WriteAsync(Bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"), stop);
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(600));
            await pace.WaitForNextTickAsync(stop);
            await stream.WriteAsync(Bytes("ok"), stop);
        });
        Assert.Equal(ObservationKind.Passed, (await _bench.Probe(target.Url, "timeouts: { dns: 500ms, connect: 500ms, tls: 500ms, first_byte: 500ms }")).Kind);
    }

    private static byte[] Compressed(string coding, byte[] body)
    {
        using var into = new MemoryStream();
        using (Stream stream = coding switch
        {
            "gzip" => new GZipStream(into, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(into, CompressionLevel.Fastest, leaveOpen: true),
            _ => new ZLibStream(into, CompressionLevel.Optimal, leaveOpen: true),
        })
            stream.Write(body);
        return into.ToArray();
    }
}
