using System.Net;

namespace Monitor.Actors.Checks.Http;

/// <summary>Sends what is not encrypted through a proxy; for the rest the connector opens a tunnel itself.</summary>
internal sealed class PlainTextProxy(Uri proxy) : IWebProxy
{
    private readonly Uri _address = new(proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped));

    /// <summary>None: the login is sent with the request, not after a refusal.</summary>
    public ICredentials? Credentials { get; set; }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : _address;

    public bool IsBypassed(Uri host) => host.Scheme != Uri.UriSchemeHttp;
}
