using System.Net;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import.UptimeKuma;

/// <summary>What a monitor asks, by its type.</summary>
internal static class KumaTarget
{
    private const string HealthService = "grpc.health.v1.Health";

    private const string Program = "write a program for it and a check of type command";

    /// <summary>Types that no check does, and what to do instead.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["docker"] = "let the container be asked: http, tcp or one of the others",
        ["gamedig"] = Program,
        ["kafka-producer"] = "watch the brokers' ports with tcp checks",
        ["manual"] = "a push check is set by whoever pings it",
        ["mongodb"] = "watch its port with a tcp check",
        ["mqtt"] = "watch the broker's port with a tcp check",
        ["rabbitmq"] = "write a check of type rabbitmq, which logs in over AMQP",
        ["radius"] = Program,
        ["real-browser"] = "write an http check that expects a text of the page",
        ["sip-options"] = Program,
        ["snmp"] = Program,
        ["steam"] = Program,
        ["system-service"] = Program,
        ["tailscale-ping"] = "write an icmp check for its address",
    };

    public static void Fill(Draft draft, KumaItem item, KumaMonitors monitors, ImportRun run)
    {
        var given = item.Given;
        switch (item.Type)
        {
            case "http" or "keyword" or "json-query":
                KumaHttp.Fill(draft, item, monitors, run);
                break;
            case "port":
                draft.Set("type", "tcp").Set("host", Host(given)).Set("port", given.Node("port"));
                break;
            case "ping":
                draft.Set("type", "icmp").Set("host", Host(given)).Set("size", given.Number("packetSize") is > 0 and not 56 and var size ? Made.Number((long)size) : null);
                break;
            case "dns":
                Dns(draft, given);
                break;
            case "push":
                draft.Set("type", "push");
                break;
            case "grpc-keyword":
                Grpc(draft, given);
                break;
            case "websocket-upgrade":
                draft.Set("type", "websocket").Set("url", HiddenSecrets.Replace(given.Text("url") ?? "", draft, "url", run.Variables)).Set("subprotocol", given.Text("wsSubprotocol"));
                break;
            case "smtp":
                Smtp(draft, given);
                break;
            case "postgres" or "mysql" or "sqlserver" or "redis":
                KumaDatabase.Fill(draft, item, run);
                break;
            default:
                draft.LeaveOut("type", $"there is no check like {Shown.Quoted(item.Type)}", Elsewhere.GetValueOrDefault(item.Type, ""));
                break;
        }
    }

    /// <summary>People write addresses where hosts belong.</summary>
    private static string Host(Given given) => ForeignAddress.HostAndPort(given.Text("hostname") ?? "").Host;

    private static void Dns(Draft draft, Given given)
    {
        draft.Set("type", "dns").Set("query_name", Host(given)).Set("query_type", given.Text("dns_resolve_type"));
        var servers = (given.Text("dns_resolve_server") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (servers.Length > 1)
            draft.Miss("dns_resolve_server", "a check asks one server", $"{servers[0]} is asked; write a check for each of the others");
        if (servers is [var server, ..])
            draft.Set("resolver", IPAddress.TryParse(server, out var address) && given.Number("port") is { } port ? new IPEndPoint(address, (int)Math.Clamp(port, 1, 65535)).ToString() : server);
        if (given.Node("conditions") is YamlList { Items.Length: > 0 })
            draft.Miss("conditions", "not translated", "write expect_records");
    }

    private static void Smtp(Draft draft, Given given)
    {
        draft.Set("type", "smtp").Set("host", Host(given)).Set("port", given.Node("port"));
        draft.Set("security", given.Text("smtpSecurity") switch { "secure" => "implicit", "nostarttls" => "none", "starttls" => "starttls", _ => null });
    }

    private static void Grpc(Draft draft, Given given)
    {
        if (!HealthService.EndsWith(given.Text("grpcServiceName") ?? "", StringComparison.OrdinalIgnoreCase) || !"check".Equals(given.Text("grpcMethod"), StringComparison.OrdinalIgnoreCase))
        {
            draft.LeaveOut("grpcServiceName", $"a grpc check asks for {HealthService} and nothing else", "let the server answer that");
            return;
        }

        var (host, port) = ForeignAddress.HostAndPort(given.Text("grpcUrl") ?? "");
        draft.Set("type", "grpc").Set("host", host).Set("port", Made.Number(port ?? (given.Flag("grpcEnableTls") ? 443 : 80)));
        draft.Set("tls", given.Flag("grpcEnableTls") ? Made.Flag(true) : null);
        draft.Set("service", JsonNodes.TryRead(given.Text("grpcBody")) is YamlMap body ? new Given(body).Text("service") : null);
        if (given.Text("keyword") is { } keyword && keyword != "SERVING")
            draft.Miss("keyword", "a grpc check expects SERVING");
        if (given.Has("grpcMetadata"))
            draft.Miss("grpcMetadata", "not translated", "write metadata:, secrets as \"{NAME}\"");
    }
}
