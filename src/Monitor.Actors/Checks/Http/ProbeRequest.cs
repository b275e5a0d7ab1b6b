namespace Monitor.Actors.Checks.Http;

/// <summary>A request that brings along who follows it.</summary>
internal sealed class ProbeRequest(HttpMethod method, Uri url, HttpPhases phases) : HttpRequestMessage(method, url)
{
    public HttpPhases Phases => phases;
}
