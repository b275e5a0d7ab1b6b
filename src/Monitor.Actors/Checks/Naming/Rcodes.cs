using System.Collections.Immutable;
using DnsClient;

namespace Monitor.Actors.Checks.Naming;

/// <summary>The words of DNS for how a question went.</summary>
public static class Rcodes
{
    public const string NoError = "NOERROR";

    private static readonly ImmutableDictionary<DnsHeaderResponseCode, string> Known = new Dictionary<DnsHeaderResponseCode, string>
    {
        [DnsHeaderResponseCode.NoError] = NoError,
        [DnsHeaderResponseCode.FormatError] = "FORMERR",
        [DnsHeaderResponseCode.ServerFailure] = "SERVFAIL",
        [DnsHeaderResponseCode.NotExistentDomain] = "NXDOMAIN",
        [DnsHeaderResponseCode.NotImplemented] = "NOTIMP",
        [DnsHeaderResponseCode.Refused] = "REFUSED",
    }.ToImmutableDictionary();

    public static ImmutableArray<string> Words { get; } = [.. Known.Values.Order(StringComparer.Ordinal)];

    public static string Word(DnsHeaderResponseCode code) => Known.GetValueOrDefault(code, $"RCODE {(int)code}");

    /// <summary>What it means to people; null when the word says it all.</summary>
    public static string? Meaning(string word) => word switch
    {
        "NXDOMAIN" => "host not found",
        "SERVFAIL" => "DNS server failure",
        "REFUSED" => "the DNS server refuses to answer",
        _ => null,
    };
}
