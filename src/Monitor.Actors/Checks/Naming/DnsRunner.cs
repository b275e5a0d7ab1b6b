using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using DnsClient;
using Monitor.Actors.Checks.Net;

namespace Monitor.Actors.Checks.Naming;

/// <summary>Asks one DNS server one question.</summary>
/// <remarks>Thread-safe. Answers are not kept. A question that gets lost on the way is repeated until the time is over.</remarks>
public sealed class DnsRunner(NetworkPolicy policy)
{
    private const int MaxClients = 64;

    private static readonly TimeSpan RepeatAfter = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(IPEndPoint Server, bool Tcp), LookupClient> _clients = [];

    /// <param name="server">Null for the first of the system's.</param>
    /// <exception cref="DialException">No usable answer; says why.</exception>
    public async Task<DnsAnswer> AskAsync(DnsQuestion question, IPEndPoint? server, bool tcp, NetworkLevel level, CancellationToken cancel)
    {
        if (server is not null && policy.Refusal(server.Address, server.Port, level) is { } refused)
            throw DialException.Blocked(refused);
        var asked = server ?? SystemServer();
        try
        {
            var answer = await AnswerAsync(ClientOf(asked, tcp), question, cancel);
            return new DnsAnswer(Rcodes.Word(answer.Header.ResponseCode), DnsRecords.Of(answer.Answers, question.QuestionType), asked);
        }
        catch (Exception e) when (cancel.IsCancellationRequested && e is DnsResponseException or SocketException or ObjectDisposedException)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (SocketException e)
        {
            throw SocketText.Dial(e);
        }
        catch (DnsResponseParseException e)
        {
            throw new DialException(ObservationKind.Error, "not a DNS answer", e);
        }
        catch (DnsResponseException e)
        {
            throw e.InnerException is SocketException inner
                ? SocketText.Dial(inner)
                : new DialException(ObservationKind.Error, $"no usable DNS answer: {e.DnsError}", e);
        }
    }

    private static async Task<IDnsQueryResponse> AnswerAsync(LookupClient client, DnsQuestion question, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return await client.QueryAsync(question, cancel);
            }
            catch (DnsResponseException e) when (e is { Code: DnsResponseCode.ConnectionTimeout, InnerException: not SocketException } && !cancel.IsCancellationRequested)
            {
                // Lost on the way, so once more.
            }
        }
    }

    private static IPEndPoint SystemServer() =>
        NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false).FirstOrDefault() is { } first
            ? new IPEndPoint(IPAddress.Parse(first.Address), first.Port)
            : throw new DialException(ObservationKind.NotObserved, "this machine has no DNS server configured");

    private LookupClient ClientOf(IPEndPoint server, bool tcp)
    {
        if (_clients.Count >= MaxClients && !_clients.ContainsKey((server, tcp)))
            _clients.Clear(); // they hold nothing that is missed
        return _clients.GetOrAdd((server, tcp), static key => new LookupClient(new LookupClientOptions(key.Server)
        {
            UseCache = false,
            UseTcpOnly = key.Tcp,
            Timeout = key.Tcp ? Timeout.InfiniteTimeSpan : RepeatAfter,
            Retries = 0,
            ThrowDnsErrors = false,
            ContinueOnDnsError = false,
            ContinueOnEmptyResponse = false,
        }));
    }
}

/// <summary>What a DNS server answered.</summary>
/// <param name="Rcode">Such as <c>NOERROR</c>.</param>
/// <param name="Server">Who answered.</param>
public sealed record DnsAnswer(string Rcode, System.Collections.Immutable.ImmutableArray<string> Records, IPEndPoint Server);
