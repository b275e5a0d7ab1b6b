using System.Collections.Immutable;
using System.Net;
using DnsClient;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Naming;

/// <summary>Reads the keys of a question to DNS.</summary>
public static class DnsKeys
{
    private const int Port = 53;
    private const int MaxRecords = 100;
    private const string RcodeCondition = "[DNS_RCODE]";

    /// <summary>All but those of assertions.</summary>
    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("query_name", KeyShape.Text, "the name to ask for; with `PTR`, also an address") { Required = true },
        new("query_type", KeyShape.Choice(DnsRecords.Types.Select(one => one.ToString())), "which records to ask for") { Default = "A" },
        new("resolver", KeyShape.Text, "the DNS server") { Absent = "the system's first", Range = "an address, with or without a port" },
        new("transport", KeyShape.Choice("udp", "tcp"), "how to ask; what is too long for UDP is asked for again over TCP") { Default = "udp" },
        new("rcode", KeyShape.Choice(Rcodes.Words), "how the question must end; a condition with `[DNS_RCODE]` replaces it") { Default = Rcodes.NoError },
        new("expect_records", KeyShape.Texts, "the records, written like `192.0.2.1`, `10 mail.example`, `0 issue ca.example`; aliases on the way do not count") { Absent = "any", Range = $"up to {MaxRecords} records" },
        new("match", KeyShape.Choice("all", "any", "exact"), "`all` must be there, `any` one of them, or `exact`: these and no others") { Default = "all" },
    ];

    /// <summary>The name to ask for; an address becomes the name under which its name is found.</summary>
    public static string Name(YamlSection keys, QueryType type)
    {
        var name = keys.Text("query_name");
        if (type == QueryType.PTR && IPAddress.TryParse(name, out var address))
            return address.GetArpaName().TrimEnd('.');
        if (name.Trim().Length == 0 || IsName(name))
            return name;
        keys.Problem("query_name", $"\"{name}\" is not a name that DNS can carry", "write it like shop.example");
        return "";
    }

    /// <summary>A DNS server by its address; null for the system's.</summary>
    public static IPEndPoint? Resolver(YamlSection keys)
    {
        if (keys.TextOrNull("resolver") is not { } text)
            return null;
        if (IPEndPoint.TryParse(text, out var server))
            return server.Port == 0 ? new IPEndPoint(server.Address, Port) : server;
        keys.Problem("resolver", $"\"{text}\" is not an address", "write it like 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53");
        return null;
    }

    /// <summary>NOERROR, unless something else is asked for, or conditions are about it.</summary>
    public static string? Rcode(YamlSection keys) =>
        keys.Choice("rcode", "", [.. Rcodes.Words]) is { Length: > 0 } word ? word
        : keys.Json("conditions") is { } conditions && conditions.ToString().Contains(RcodeCondition, StringComparison.Ordinal) ? null
        : Rcodes.NoError;

    /// <summary>Null when no records are named.</summary>
    public static RecordRule? Records(YamlSection keys)
    {
        var match = keys.Choice("match", "all", "all", "any", "exact");
        var records = keys.Texts("expect_records");
        if (records.Count > MaxRecords)
            keys.Problem("expect_records", $"has {records.Count} records", $"use at most {MaxRecords}");
        if (!keys.Has("expect_records"))
        {
            if (keys.Has("match"))
                keys.Problem("match", "is set without expect_records", "add expect_records, the records to compare");
            return null;
        }

        if (records.Count == 0 && match != "exact")
            keys.Problem("expect_records", "names no record", "name one, or add match: exact when there must be none");
        return new RecordRule([.. records.Select(DnsRecords.Plain)], Enum.Parse<RecordMatch>(match, ignoreCase: true));
    }

    private static bool IsName(string name)
    {
        try
        {
            return !DnsString.Parse(name).Value.Contains("..", StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
