using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace MockApp.Tests.Support;

/// <summary>MockApp in memory, with a clock that stands still and a folder of its own.</summary>
public sealed class MockAppHost : WebApplicationFactory<Program>
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mockapp-");

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_500));

    public string LastJobPath => Path.Combine(_folder.FullName, ".last_job_id");

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseSetting("LAST_JOB_ID_PATH", LastJobPath)
        .ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)));

    public async Task<Answer> Get(string path) => await Send(new(HttpMethod.Get, path));

    public async Task<Answer> Post(string path, string? body = null, string type = "application/json") =>
        await Send(new(HttpMethod.Post, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, type) });

    public async Task<Answer> Send(HttpRequestMessage request)
    {
        using var response = await CreateClient().SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), Encoding.UTF8.GetString(body));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (_folder.Exists)
            _folder.Delete(recursive: true);
    }
}

/// <summary>What came back.</summary>
public sealed record Answer(int Status, string? ContentType, string Body)
{
    public static Answer Json(string body, int status = 200) => new(status, "application/json", body);
}
