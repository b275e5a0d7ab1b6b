using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Net;

namespace Monitor.Actors.Checks;

/// <summary>Starts jobs: an empty POST that is answered with a <c>job_id</c> (PARITY K11).</summary>
public sealed partial class JobStartRunner(HttpMessageInvoker http, TimeProvider time)
{
    /// <summary>How a start went: an id, or the problem.</summary>
    public sealed record JobStart(string? JobId, string? Problem);

    /// <summary>What may be put into a URL or a file name (FAULTS S-06).</summary>
    public static bool IsJobId(string? text) => text is not null && JobId().IsMatch(text);

    public async Task<JobStart> StartAsync(Uri url, TimeSpan timeout, NetworkLevel level, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            using var request = OutboundHttp.Request(HttpMethod.Post, url, level);
            using var response = await http.SendAsync(request, either.Token);
            if (!response.IsSuccessStatusCode)
                return Problem($"HTTP {(int)response.StatusCode}");
            await response.Content.LoadIntoBufferAsync(64 * 1024, either.Token);
            var body = await response.Content.ReadFromJsonAsync<JsonElement>(either.Token);
            return body.ValueKind == JsonValueKind.Object && body.TryGetProperty("job_id", out var id)
                && JsonValues.TextOf(id) is { } text && IsJobId(text)
                    ? new JobStart(text, null)
                    : Problem("the answer holds no valid job_id");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Problem($"timeout after {timeout.TotalSeconds:0.0##} s");
        }
        catch (HttpRequestException e)
        {
            return Problem(HttpProblemText.Of(e) ?? e.Message);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return Problem(e.Message);
        }
    }

    private static JobStart Problem(string what) => new(null, ErrorDetails.Short($"job start failed: {what}"));

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,128}\z")]
    private static partial Regex JobId();
}
