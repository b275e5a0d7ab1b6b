using System.Net;

namespace Monitor.Actors.Checks.Http;

/// <summary>Where an answer sends the request on to; pure.</summary>
internal static class Redirect
{
    /// <summary>Null when the answer is no redirect.</summary>
    /// <exception cref="HttpProblemException">It leads where we do not go.</exception>
    public static Uri? Target(HttpResponseMessage response, Uri from)
    {
        if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
            || !response.Headers.TryGetValues("Location", out var values))
            return null;
        if (!Uri.TryCreate(from, values.First(), out var target))
            throw new HttpProblemException("redirect to an address that is not a URL");
        if (target.Scheme is not ("http" or "https"))
            throw new HttpProblemException($"redirect to scheme \"{target.Scheme}\" refused") { IsOurs = true };
        return from.Scheme == "https" && target.Scheme == "http"
            ? throw new HttpProblemException("redirect from https to http refused")
            : target;
    }

    public static bool IsSameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether method and body are sent again; otherwise it goes on with a GET, as browsers do.</summary>
    public static bool KeepsMethod(HttpStatusCode status, HttpMethod method) =>
        status is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        || method == HttpMethod.Get || method == HttpMethod.Head
        || (status != HttpStatusCode.SeeOther && method != HttpMethod.Post);
}
