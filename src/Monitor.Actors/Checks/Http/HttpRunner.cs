using System.Net.Http.Headers;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Checks.Net;

namespace Monitor.Actors.Checks.Http;

/// <summary>One request as a probe makes it: redirects followed by hand, body capped, every step named when it hangs.</summary>
/// <remarks>Thread-safe. A fresh connection per request unless asked to reuse one.</remarks>
public sealed class HttpRunner : IDisposable
{
    private readonly HttpHandlers _handlers;
    private readonly OAuthTokens _tokens;
    private readonly TimeProvider _time;

    public HttpRunner(Dialer dialer, TimeProvider time)
    {
        _handlers = new HttpHandlers(dialer, time);
        _tokens = new OAuthTokens(this, time);
        _time = time;
    }

    /// <exception cref="PhaseCancelledException">The time was over; says during what.</exception>
    /// <exception cref="HttpProblemException">No usable answer; says why.</exception>
    public async Task<HttpAnswer> AskAsync(HttpRequestSpec spec, NetworkLevel level, CancellationToken cancel)
    {
        if (level == NetworkLevel.Board && spec.Connection.Tls.UsesFiles)
            throw new HttpProblemException("ca_file and client_certificate are for checks.yaml only") { IsOurs = true };
        var token = spec.OAuth2 is null ? null : await _tokens.GetAsync(spec, level, cancel);
        if (spec.FirstByteLimit is null)
            return await AskAsync(spec, token, level, new HttpPhases(cancel), cancel, cancel);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var phases = new HttpPhases(cancel) { FirstByte = limit, FirstByteLimit = spec.FirstByteLimit };
        return await AskAsync(spec, token, level, phases, limit.Token, cancel);
    }

    public void Dispose()
    {
        _handlers.Dispose();
        _tokens.Dispose();
    }

    internal int Handlers => _handlers.Count;

    private async Task<HttpAnswer> AskAsync(
        HttpRequestSpec spec, string? token, NetworkLevel level, HttpPhases phases, CancellationToken limit, CancellationToken cancel)
    {
        try
        {
            var answer = await FollowAsync(spec, token, level, phases, limit);
            if (answer.StatusCode == 401 && spec.OAuth2 is not null)
                _tokens.Forget(spec, level);
            return answer;
        }
        catch (Exception e) when (cancel.IsCancellationRequested && e is OperationCanceledException or HttpRequestException or IOException)
        {
            throw new PhaseCancelledException(phases.Text, e);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            throw new HttpProblemException($"timeout after {spec.FirstByteLimit!.Value.TotalSeconds:0.0##} s {phases.Text}", e); // there is no other limit
        }
        catch (Exception e) when (HttpProblemText.Of(e, phases) is { } text)
        {
            throw new HttpProblemException(text, e);
        }
    }

    private async Task<HttpAnswer> FollowAsync(HttpRequestSpec spec, string? token, NetworkLevel level, HttpPhases phases, CancellationToken cancel)
    {
        var (url, method, isHome) = (spec.FullUrl, spec.Method, true);
        for (var hop = 0; ; hop++)
        {
            using var handler = _handlers.Take(isHome ? spec.Connection : spec.Connection.WithoutIdentity(), level);
            using var request = new ProbeRequest(method, url, phases);
            if (!spec.IsBare || token is not null)
                RequestFilling.Fill(request, spec, token, isHome);
            phases.Ask();
            using var response = await handler.Invoker.SendAsync(request, cancel);
            if (spec.Connection.Reuse)
                handler.Peers.Recall(url, phases);
            if (spec.MaxRedirects == 0 || Redirect.Target(response, url) is not { } next)
                return await AnswerAsync(response, method != HttpMethod.Head, spec.MaxBody, phases, cancel);
            if (hop == spec.MaxRedirects)
                throw new HttpProblemException($"more than {spec.MaxRedirects} redirects");
            if (!Redirect.KeepsMethod(response.StatusCode, method))
                method = HttpMethod.Get;
            isHome = isHome && Redirect.IsSameOrigin(url, next);
            if (!isHome && spec.Body is not null && method == spec.Method)
                throw new HttpProblemException("redirect of a body to another origin refused");
            url = next;
        }
    }

    private async Task<HttpAnswer> AnswerAsync(HttpResponseMessage response, bool hasBody, int maxBody, HttpPhases phases, CancellationToken cancel)
    {
        phases.ReadBody();
        var content = response.Content;
        var length = content.Headers.ContentLength;
        if (hasBody && length > maxBody)
            throw new HttpProblemException($"response larger than {Sizes.Text(maxBody)} (Content-Length {length})");
        var (body, isDecoded) = await BodyDecoder.ReadAsync(content, maxBody, phases, cancel);
        if (body is null)
            throw new HttpProblemException($"response larger than {Sizes.Text(maxBody)}{(isDecoded ? " after decompression" : "")}");
        phases.End();
        return new HttpAnswer((int)response.StatusCode, body, response.Headers, content.Headers)
        {
            Ip = phases.Address,
            Certificate = ShownCertificate.Of(phases.CertificateUntil, _time.GetUtcNow()),
            Phases = phases.Times,
            ResponseTime = phases.Elapsed,
        };
    }
}

/// <summary>A complete answer.</summary>
public sealed record HttpAnswer(int StatusCode, byte[] Body, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    public System.Net.IPAddress? Ip { get; init; }

    /// <summary>Null without TLS.</summary>
    public ShownCertificate? Certificate { get; init; }

    public required PhaseTimes Phases { get; init; }

    public TimeSpan ResponseTime { get; init; }

    /// <summary>By its name, without regard to case; several of one name are joined.</summary>
    public string? Header(string name) =>
        Headers.NonValidated.TryGetValues(name, out var values) || ContentHeaders.NonValidated.TryGetValues(name, out values) ? string.Join(", ", values) : null;
}

/// <summary>A probe was cancelled, and during what, as the end of "timeout after 5.0 s …".</summary>
public sealed class PhaseCancelledException(string phase, Exception inner) : OperationCanceledException(phase, inner)
{
    public string Phase { get; } = phase;
}

/// <summary>The target gave no usable answer; the message is for people.</summary>
public sealed class HttpProblemException(string text, Exception? inner = null) : Exception(text, inner)
{
    /// <summary>The trouble, or the refusal, is on this side: nothing is known about the target.</summary>
    public bool IsOurs { get; init; }
}
