using System.Text.Json;

namespace Monitor.EndToEnd.Tests.Support;

/// <summary>MockApp, started as its users start it.</summary>
public sealed class MockAppProcess : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly ChildProgram _program;

    private MockAppProcess(ChildProgram program, string url) => (_program, Url) = (program, url);

    public string Url { get; }

    /// <param name="place">Where it leaves the id of its last job.</param>
    public static async Task<MockAppProcess> StartAsync(Workplace place)
    {
        var url = $"http://127.0.0.1:{Ports.Free()}";
        var app = new MockAppProcess(
            new ChildProgram("mockapp", "dotnet", [Repository.Program("MockApp"), "--urls", url], place.Folder), url);
        await Eventually.Passes(() => app._http.GetStringAsync($"{url}/health"));
        return app;
    }

    public async Task<JsonElement> StateAsync() =>
        JsonDocument.Parse(await _http.GetStringAsync($"{Url}/admin/state")).RootElement;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _program.DisposeAsync();
    }
}
