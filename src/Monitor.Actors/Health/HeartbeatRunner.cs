using Monitor.Actors.Checks.Net;

namespace Monitor.Actors.Health;

/// <summary>Sends one ping to an outside watcher.</summary>
/// <remarks>Thread-safe. What it says never holds the address.</remarks>
public sealed class HeartbeatRunner(HttpMessageInvoker http, TimeProvider time)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>Why it was not accepted; null when it was.</returns>
    public async Task<string?> PingAsync(string url, bool post, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            using var request = new HttpRequestMessage(post ? HttpMethod.Post : HttpMethod.Get, url);
            using var response = await http.SendAsync(request, either.Token);
            return response.IsSuccessStatusCode ? null : $"HTTP {(int)response.StatusCode}";
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return $"no answer within {Patience.TotalSeconds:0} s";
        }
        catch (HttpRequestException e) when (e.InnerException is DialException problem)
        {
            return problem.IsBlocked ? "blocked by network policy" : problem.Message;
        }
        catch (HttpRequestException e)
        {
            return e.HttpRequestError switch
            {
                HttpRequestError.ConnectionError => "no connection",
                HttpRequestError.NameResolutionError => "the name is not known",
                HttpRequestError.SecureConnectionError => "TLS does not work",
                _ => "no usable answer",
            };
        }
    }
}
