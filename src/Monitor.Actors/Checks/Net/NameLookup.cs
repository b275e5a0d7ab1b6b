using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;

namespace Monitor.Actors.Checks.Net;

/// <summary>Finds the addresses of a host, with the system's resolver or with a DNS server of choice.</summary>
/// <remarks>Thread-safe. Answers are not kept: a host that moves is found at once.</remarks>
internal sealed class NameLookup
{
    /// <summary>How long a DNS server of choice may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int MaxServers = 64;

    private readonly ConcurrentDictionary<IPEndPoint, LookupClient> _servers = [];

    /// <summary>At least one address.</summary>
    /// <exception cref="DialException">There is none, or nobody knows.</exception>
    public async Task<IPAddress[]> FindAsync(DialTarget target, CancellationToken cancel)
    {
        var host = NetworkRules.Plain(target.Host);
        if (IPAddress.TryParse(host, out var literal))
            return [literal];
        var found = target.Resolver is { } server
            ? await AskAsync(host, server, target.Family, cancel)
            : await SystemAsync(host, target.Family, cancel);
        return found.Length > 0 ? found : throw NotFound(null);
    }

    private static async Task<IPAddress[]> SystemAsync(string host, IpFamily family, CancellationToken cancel)
    {
        var wanted = family switch
        {
            IpFamily.V4 => AddressFamily.InterNetwork,
            IpFamily.V6 => AddressFamily.InterNetworkV6,
            _ => AddressFamily.Unspecified,
        };
        try
        {
            return await Dns.GetHostAddressesAsync(host, wanted, cancel);
        }
        catch (SocketException e)
        {
            throw SocketText.Dial(e);
        }
        catch (ArgumentException e)
        {
            throw NotFound(e); // longer than a name can be
        }
    }

    private async Task<IPAddress[]> AskAsync(string host, IPEndPoint server, IpFamily family, CancellationToken cancel)
    {
        try
        {
            QueryType[] wanted = family switch
            {
                IpFamily.V4 => [QueryType.A],
                IpFamily.V6 => [QueryType.AAAA],
                _ => [QueryType.AAAA, QueryType.A],
            };
            var answers = await Task.WhenAll(wanted.Select(type => ClientOf(server).QueryAsync(host, type, cancellationToken: cancel)));
            var addresses = answers.SelectMany(answer => answer.Answers.OfType<AddressRecord>()).Select(record => record.Address).ToArray();
            return addresses.Length > 0 || answers.All(answer => answer.Header.ResponseCode is DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain)
                ? addresses
                : throw new DialException(ObservationKind.Error, "DNS server failure");
        }
        catch (DnsResponseException e)
        {
            cancel.ThrowIfCancellationRequested();
            throw new DialException(ObservationKind.Error, e.Code == DnsResponseCode.ConnectionTimeout ? $"DNS timeout {Patience.TotalSeconds:0} s" : "DNS server failure", e);
        }
        catch (ArgumentException e)
        {
            throw NotFound(e); // not a name that DNS can carry
        }
    }

    private LookupClient ClientOf(IPEndPoint server)
    {
        if (_servers.Count >= MaxServers && !_servers.ContainsKey(server))
            _servers.Clear(); // they hold nothing that is missed
        return _servers.GetOrAdd(server, static at => new LookupClient(new LookupClientOptions(at)
        {
            UseCache = false,
            Timeout = Patience,
            Retries = 0,
            ThrowDnsErrors = false,
            ContinueOnDnsError = false,
        }));
    }

    private static DialException NotFound(Exception? inner) => new(ObservationKind.Error, "host not found", inner);
}
