using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Http;

namespace Monitor.Actors.Tests.Checks;

public sealed class TextTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8000/api/ping", "http://127.0.0.1:8000/api/ping")]
    [InlineData("https://ops:hunter2@shop.example/health", "https://•••@shop.example/health")]
    [InlineData("https://ops@shop.example/health", "https://•••@shop.example/health")]
    [InlineData("https://shop.example/health?token=abc&x=1", "https://shop.example/health?token=•••&x=1")]
    [InlineData("https://shop.example/health?x=1&API_KEY=abc", "https://shop.example/health?x=1&API_KEY=•••")]
    [InlineData("https://shop.example/?mySecret=a&sig=b&password=c&oauth=d", "https://shop.example/?mySecret=•••&sig=•••&password=•••&oauth=•••")]
    [InlineData("https://shop.example/?x=token", "https://shop.example/?x=token")]
    [InlineData("https://shop.example/a%20b", "https://shop.example/a b")]
    [InlineData("https://[::1]:8443/x", "https://[::1]:8443/x")]
    public void A_shown_url_holds_no_secret(string url, string shown) => Assert.Equal(shown, DisplayUrl.Of(new Uri(url)));

    public static TheoryData<Exception, string?> Problems { get; } = new()
    {
        { Request(new SocketException((int)SocketError.ConnectionRefused)), "connection refused" },
        { Request(new SocketException((int)SocketError.HostNotFound)), "host not found" },
        { Request(new SocketException((int)SocketError.TryAgain)), "DNS server failure" },
        { Request(new SocketException((int)SocketError.ConnectionReset)), "connection reset" },
        { Request(new SocketException((int)SocketError.HostUnreachable)), "host unreachable" },
        { Request(new SocketException((int)SocketError.NetworkUnreachable)), "network unreachable" },
        { Request(new SocketException((int)SocketError.TimedOut)), "connection timed out" },
        { Request(new SocketException((int)SocketError.TooManyOpenSockets)), "out of file handles" },
        { Request(new AuthenticationException("outer", new AuthenticationException("certificate has expired"))), "TLS: certificate has expired" },
        { new HttpRequestException(HttpRequestError.InvalidResponse, "x"), "not an HTTP response" },
        { new HttpRequestException(HttpRequestError.ResponseEnded, "x"), "connection closed before the response was complete" },
        { new HttpIOException(HttpRequestError.ResponseEnded, "x"), "connection closed before the response was complete" },
        { new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded, "x"), "response headers larger than 64 KiB" },
        { new HttpRequestException(HttpRequestError.NameResolutionError, "x"), "host not found" },
        { new IOException("x", new SocketException((int)SocketError.ConnectionReset)), "connection reset" },
        { new HttpProblemException("response larger than 1 MiB"), "response larger than 1 MiB" },
        { new InvalidOperationException("ours"), null },
    };

    [Theory]
    [MemberData(nameof(Problems), DisableDiscoveryEnumeration = true)]
    public void A_failed_request_is_explained_in_plain_words(Exception problem, string? text) =>
        Assert.Equal(text, HttpProblemText.Of(problem));

    [Theory]
    [InlineData(SocketError.TooManyOpenSockets, true)]
    [InlineData(SocketError.AddressNotAvailable, true)]
    [InlineData(SocketError.NetworkDown, true)]
    [InlineData(SocketError.ConnectionRefused, false)]
    [InlineData(SocketError.HostUnreachable, false)]
    public void Trouble_on_this_machine_is_ours(SocketError error, bool ours) =>
        Assert.Equal(ours, HttpProblemText.IsOurs(new HttpProblemException("text", Request(new SocketException((int)error)))));

    private static HttpRequestException Request(Exception inner) => new("request failed", inner);

    [Theory]
    [InlineData("", "response is not JSON (it is empty)")]
    [InlineData("<html>", "response is not JSON (starts with \"<html>\")")]
    [InlineData("""{"ok":tru""", "response is not JSON (starts with \"{\"ok\":tru\")")]
    [InlineData("""{"ok":true""", "response is not JSON (starts with \"{\"ok\":true\")")]
    [InlineData("[1,", "response is not JSON (starts with \"[1,\")")]
    public void What_is_not_json_is_shown(string body, string text) =>
        Assert.Equal(text, Assert.Throws<HttpProblemException>(() => JsonBody.Parse(Encoding.UTF8.GetBytes(body))).Message);

    [Fact]
    public void Json_nested_too_deep_is_refused_as_such()
    {
        var body = Encoding.UTF8.GetBytes(new string('[', 65) + new string(']', 65));
        Assert.Equal("JSON nested deeper than 64", Assert.Throws<HttpProblemException>(() => JsonBody.Parse(body)).Message);
    }

    [Fact]
    public void Bytes_that_are_not_utf_8_are_located()
    {
        byte[] body = [.. "{\"a\":\""u8, 0xFF, .. "\"}"u8];
        Assert.Equal("response is not valid UTF-8 at byte 6", Assert.Throws<HttpProblemException>(() => JsonBody.Parse(body)).Message);
    }

    [Fact]
    public void A_byte_order_mark_is_no_problem()
    {
        using var json = JsonBody.Parse((byte[])[0xEF, 0xBB, 0xBF, .. "{}"u8]);
        Assert.Equal("{}", json.RootElement.GetRawText());
    }

    [Fact]
    public void A_reason_is_cut_and_no_terminal_escape_gets_through()
    {
        Assert.Equal("a\uFFFD[31mb\nc", ErrorDetails.Short("a\u001b[31mb\nc"));
        Assert.Equal(400, ErrorDetails.Short(new string('x', 401)).Length);
    }

    [Theory]
    [InlineData("job_1772442000", true)]
    [InlineData("a.b-C_9", true)]
    [InlineData("../admin/reset", false)]
    [InlineData("x?y", false)]
    [InlineData("x#", false)]
    [InlineData("x\n", false)]
    [InlineData("", false)]
    public void A_job_id_cannot_leave_its_place_in_the_url(string id, bool valid) => Assert.Equal(valid, JobStartRunner.IsJobId(id));
}
