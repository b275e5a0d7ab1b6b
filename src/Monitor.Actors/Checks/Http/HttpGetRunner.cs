using System.Net;

namespace Monitor.Actors.Checks.Http;

/// <summary>One GET as a probe does it: redirects followed by hand, body capped, every step named when it hangs.</summary>
/// <remarks>Thread-safe. A fresh connection per request unless asked to reuse one.</remarks>
public sealed class HttpGetRunner : IDisposable
{
    public const int MaxBody = 1024 * 1024;

    private const int MaxRedirects = 5;

    private readonly HttpMessageInvoker _fresh = new(Handler(TimeSpan.Zero));
    private readonly HttpMessageInvoker _reuse = new(Handler(TimeSpan.FromMinutes(2)));

    /// <exception cref="PhaseCancelledException">The time was over; says during what.</exception>
    /// <exception cref="HttpProblemException">No usable answer; says why.</exception>
    public async Task<HttpAnswer> GetAsync(Uri url, bool reuse, bool wantBody, CancellationToken cancel)
    {
        var phase = new Phase("no response headers");
        try
        {
            return await FollowAsync(url, reuse ? _reuse : _fresh, wantBody, phase, cancel);
        }
        catch (OperationCanceledException e)
        {
            throw new PhaseCancelledException(phase.Text, e);
        }
        catch (Exception e) when (HttpProblemText.Of(e) is { } text)
        {
            throw new HttpProblemException(text, e);
        }
    }

    public void Dispose()
    {
        _fresh.Dispose();
        _reuse.Dispose();
    }

    private static SocketsHttpHandler Handler(TimeSpan connectionLifetime) => new()
    {
        PooledConnectionLifetime = connectionLifetime,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
        MaxConnectionsPerServer = 256,
        MaxResponseHeadersLength = 64,
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
    };

    private static async Task<HttpAnswer> FollowAsync(
        Uri url, HttpMessageInvoker http, bool wantBody, Phase phase, CancellationToken cancel)
    {
        for (var hop = 0; ; hop++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            using var response = await http.SendAsync(request, cancel);
            if (RedirectTarget(response, url) is not { } next)
                return await AnswerAsync(response, wantBody, phase, cancel);
            if (hop == MaxRedirects)
                throw new HttpProblemException($"more than {MaxRedirects} redirects");
            url = next;
        }
    }

    private static Uri? RedirectTarget(HttpResponseMessage response, Uri from)
    {
        if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
            || !response.Headers.TryGetValues("Location", out var values))
            return null;
        if (!Uri.TryCreate(from, values.First(), out var target))
            throw new HttpProblemException("redirect to an address that is not a URL");
        if (target.Scheme is not ("http" or "https"))
            throw new HttpProblemException($"redirect to scheme \"{target.Scheme}\" refused");
        return from.Scheme == "https" && target.Scheme == "http"
            ? throw new HttpProblemException("redirect from https to http refused")
            : target;
    }

    private static async Task<HttpAnswer> AnswerAsync(HttpResponseMessage response, bool wantBody, Phase phase, CancellationToken cancel)
    {
        if (response.Content.Headers.ContentLength > MaxBody)
            throw new HttpProblemException($"response larger than 1 MiB (Content-Length {response.Content.Headers.ContentLength})");
        var body = await CappedBody.ReadAsync(response.Content, MaxBody, read => phase.Text = $"while reading body ({read} bytes)", cancel);
        return body is null
            ? throw new HttpProblemException("response larger than 1 MiB")
            : new HttpAnswer((int)response.StatusCode, wantBody ? body : []);
    }

    private sealed class Phase(string text)
    {
        public string Text { get; set; } = text;
    }
}

/// <summary>A complete answer.</summary>
public sealed record HttpAnswer(int StatusCode, byte[] Body);

/// <summary>A probe was cancelled, and during what.</summary>
public sealed class PhaseCancelledException(string phase, Exception inner) : OperationCanceledException(phase, inner)
{
    public string Phase { get; } = phase;
}

/// <summary>The target gave no usable answer; the message is for people.</summary>
public sealed class HttpProblemException(string text, Exception? inner = null) : Exception(text, inner);
