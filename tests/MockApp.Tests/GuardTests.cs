using MockApp.Tests.Support;

namespace MockApp.Tests;

public sealed class GuardTests : IDisposable
{
    private readonly MockAppHost _app = new();

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "http://localhost:8501")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_page_from_elsewhere_changes_nothing(string header, string value)
    {
        string[] paths = ["/admin/faults", "/admin/reset", "/jobs/run"];
        foreach (var path in paths)
        {
            var refused = await Send(HttpMethod.Post, path, (header, value));
            Assert.Equal(Answer.Json("""{"detail":"Refused: the request comes from another origin"}""", 403), refused);
        }
        Assert.False(File.Exists(_app.LastJobPath));
    }

    [Theory]
    [InlineData("Origin", "http://localhost")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    public async Task The_panel_itself_may(string header, string value) =>
        Assert.Equal(200, (await Send(HttpMethod.Post, "/admin/reset", (header, value))).Status);

    [Fact]
    public async Task Reading_is_allowed_from_a_link_elsewhere() =>
        Assert.Equal(200, (await Send(HttpMethod.Get, "/", ("Sec-Fetch-Site", "cross-site"))).Status);

    [Theory]
    [InlineData("evil.example", 400)]
    [InlineData("127.0.0.1:8000", 200)]
    [InlineData("localhost:8000", 200)]
    public async Task Only_names_of_this_machine_are_answered(string host, int status) =>
        Assert.Equal(status, (await Send(HttpMethod.Get, "/health", ("Host", host))).Status);

    private Task<Answer> Send(HttpMethod method, string path, (string Name, string Value) header)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return _app.Send(request);
    }

    public void Dispose() => _app.Dispose();
}
