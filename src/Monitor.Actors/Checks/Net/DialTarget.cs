using System.Net;

namespace Monitor.Actors.Checks.Net;

/// <summary>Whom to connect to, on whose behalf, and how to find the address.</summary>
/// <param name="Resolver">The DNS server to ask instead of the system's.</param>
public sealed record DialTarget(
    string Host, int Port, NetworkLevel Level, IpFamily Family = IpFamily.Any, IPEndPoint? Resolver = null);

/// <summary>Which addresses of a host may be used.</summary>
public enum IpFamily
{
    Any,
    V4,
    V6,
}
