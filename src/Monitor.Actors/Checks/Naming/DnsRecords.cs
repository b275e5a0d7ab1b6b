using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using DnsClient;
using DnsClient.Protocol;

namespace Monitor.Actors.Checks.Naming;

/// <summary>Records of DNS as texts that people write and compare: no dots at the end, one space between fields.</summary>
public static class DnsRecords
{
    public static ImmutableArray<QueryType> Types { get; } =
        [QueryType.A, QueryType.AAAA, QueryType.CAA, QueryType.CNAME, QueryType.MX, QueryType.NS, QueryType.PTR, QueryType.SOA, QueryType.SRV, QueryType.TXT];

    /// <summary>The records of the type that was asked for; aliases on the way to them are left out.</summary>
    public static ImmutableArray<string> Of(IEnumerable<DnsResourceRecord> answers, QueryType asked) =>
        [.. answers.Where(record => (int)record.RecordType == (int)asked).Select(Text)];

    /// <summary>An expected record as <see cref="Of"/> would write it.</summary>
    public static string Plain(string written) => IPAddress.TryParse(written.Trim(), out var address)
        ? address.ToString()
        : string.Join(' ', written.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Length > 1 ? word.TrimEnd('.') : word));

    private static string Text(DnsResourceRecord record) => record switch
    {
        AddressRecord one => one.Address.ToString(),
        CaaRecord one => Fields(one.Flags, one.Tag, one.Value),
        CNameRecord one => Name(one.CanonicalName),
        MxRecord one => Fields(one.Preference, Name(one.Exchange)),
        NsRecord one => Name(one.NSDName),
        PtrRecord one => Name(one.PtrDomainName),
        SoaRecord one => Fields(Name(one.MName), Name(one.RName), one.Serial, one.Refresh, one.Retry, one.Expire, one.Minimum),
        SrvRecord one => Fields(one.Priority, one.Weight, one.Port, Name(one.Target)),
        TxtRecord one => string.Concat(one.Text),
        _ => record.ToString(),
    };

    private static string Fields(params object[] fields) =>
        string.Join(' ', fields.Select(field => Convert.ToString(field, CultureInfo.InvariantCulture)));

    private static string Name(DnsString name) => name.Value is "." ? "." : name.Value.TrimEnd('.');
}
