using System.Net.Http.Headers;

namespace Monitor.Actors.Checks.Http;

/// <summary>Puts headers, login and body into a request.</summary>
internal static class RequestFilling
{
    /// <param name="isHome">Whether the request goes to the origin that was meant; nothing of it is for any other.</param>
    public static void Fill(HttpRequestMessage request, HttpRequestSpec spec, string? token, bool isHome)
    {
        if (spec.Connection.Proxy is { } proxy && request.RequestUri!.Scheme == Uri.UriSchemeHttp && ProxyTunnel.Login(proxy) is { } login)
            request.Headers.TryAddWithoutValidation("Proxy-Authorization", login);
        if (!isHome)
            return;
        if (spec.Body is not null && request.Method == spec.Method)
        {
            request.Content = new ByteArrayContent(spec.Body);
            if (spec.ContentType is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", spec.ContentType);
        }

        foreach (var (name, value) in spec.Headers)
            Add(request, name, value.Reveal());
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    private static void Add(HttpRequestMessage request, string name, string value)
    {
        if (request.Headers.TryAddWithoutValidation(name, value) || request.Content is null)
            return; // a header that describes the body goes with the body
        request.Content.Headers.Remove(name);
        request.Content.Headers.TryAddWithoutValidation(name, value);
    }
}
