using System.Collections.Concurrent;
using System.Net;

namespace Monitor.Actors.Checks.Http;

/// <summary>Remembers who answered where, because a connection that is used again is not looked at again.</summary>
internal sealed class SeenPeers
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, (IPAddress? Address, DateTimeOffset? Until)> _seen = [];

    public void Remember(Uri url, HttpPhases phases)
    {
        if (_seen.Count >= Most)
            _seen.Clear();
        _seen[url.Authority] = (phases.Address, phases.CertificateUntil);
    }

    public void Recall(Uri url, HttpPhases phases)
    {
        if (phases.Address is null && _seen.TryGetValue(url.Authority, out var peer))
            (phases.Address, phases.CertificateUntil) = peer;
    }
}
