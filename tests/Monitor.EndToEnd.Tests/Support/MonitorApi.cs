using System.Net.Http.Json;
using System.Text.Json;

namespace Monitor.EndToEnd.Tests.Support;

/// <summary>The monitor's REST API as a program uses it.</summary>
public sealed class MonitorApi(string url) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = new Uri($"{url}/"),
        Timeout = TimeSpan.FromSeconds(20),
    };

    public async Task<string> TextAsync(string path)
    {
        using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative));
        return await answer.Content.ReadAsStringAsync();
    }

    public async Task<IReadOnlyList<CheckView>> ChecksAsync() => (await Http.GetFromJsonAsync<List<CheckView>>("api/checks", Json))!; // an array

    public async Task<CheckView> CheckAsync(string name) =>
        (await Http.GetFromJsonAsync<CheckView>($"api/checks/{Uri.EscapeDataString(name)}", Json))!; // an object

    public async Task<IReadOnlyList<ResultView>> ResultsAsync(string query = "limit=1000") =>
        (await Http.GetFromJsonAsync<ResultsView>($"api/results?{query}", Json))!.Results; // an object

    /// <summary>The whole journal, oldest first.</summary>
    public async Task<IReadOnlyList<EventView>> EventsAsync(string? check = null)
    {
        var all = new List<EventView>();
        var only = check is null ? "" : $"check={Uri.EscapeDataString(check)}&";
        while (true)
        {
            var after = all.Count == 0 ? 0 : all[^1].Ordering;
            var page = (await Http.GetFromJsonAsync<EventsView>($"api/events?{only}after={after}&limit=1000", Json))!; // an object
            if (page.Events.Count == 0)
                return all;
            all.AddRange(page.Events);
        }
    }

    public Task<HttpResponseMessage> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, json);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json, params (string Key, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (json is not null)
            request.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        foreach (var (key, value) in headers)
            request.Headers.TryAddWithoutValidation(key, value);
        return await Http.SendAsync(request);
    }

    public void Dispose() => Http.Dispose();

    /// <summary>A check as the API tells it.</summary>
    public sealed record CheckView(
        string Name, string Status, double? FirstFailedAt, double? LastChangedAt, int ConsecutiveFailures, double? LastNotificationAt,
        int? LatencyMs, double? LastCheckedAt, string Severity, string Type, string Source, string Target, string? Reason, string Yaml,
        IReadOnlyList<string> Tags, IReadOnlyList<string> Badges, IReadOnlyDictionary<string, double>? PhasesMs);

    /// <summary>A result as the API tells it.</summary>
    public sealed record ResultView(double Ts, string Name, string Status, int LatencyMs, JsonElement Details, int Attempts, string? Reason);

    /// <summary>A journaled event as the API tells it.</summary>
    public sealed record EventView(long Ordering, double Ts, string Check, long SequenceNr, string Kind, string Text, JsonElement Event);

    private sealed record ResultsView(List<ResultView> Results, int Total);

    private sealed record EventsView(List<EventView> Events);
}
