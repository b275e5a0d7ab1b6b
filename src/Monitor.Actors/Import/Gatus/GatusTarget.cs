using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import.Gatus;

/// <summary>What an endpoint asks, by the scheme of its URL.</summary>
internal static class GatusTarget
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Fill(Draft draft, Given endpoint, ImportRun run)
    {
        var url = endpoint.Text("url") ?? "";
        var scheme = url.Split("://", 2) is [var before, _] ? before.ToLowerInvariant() : "";
        if (endpoint.Has("dns"))
            Dns(draft, endpoint, url);
        else if (scheme is "http" or "https" || (scheme.Length == 0 && url.StartsWith('{')))
            Http(draft, endpoint, url, run);
        else
            Other(draft, endpoint, url, scheme, run);
    }

    private static void Other(Draft draft, Given endpoint, string url, string scheme, ImportRun run)
    {
        switch (scheme)
        {
            case "ws" or "wss":
                WebSocket(draft, endpoint, url, run);
                break;
            case "icmp":
                draft.Set("type", "icmp").Set("host", ForeignAddress.Host(url));
                GatusClient.Fill(draft, endpoint.Map("client"), ClientKeys.Family, run);
                break;
            case "tcp" or "tls" or "starttls" or "grpc" or "grpcs" or "ssh":
                Wire(draft, endpoint, url, scheme, run);
                break;
            case "udp" or "sctp":
                draft.LeaveOut("url", $"there are no checks over {scheme.ToUpperInvariant()} here", "write a check of type command");
                break;
            default:
                draft.LeaveOut("url", url.Length == 0 ? "it has no url" : $"{Shown.Quoted(scheme.Length > 0 ? $"{scheme}://" : url)} is no kind of target that is known here");
                break;
        }
    }

    private static void Http(Draft draft, Given endpoint, string url, ImportRun run)
    {
        if (url.StartsWith('{'))
            draft.Change("url", "what kind of target it is stands in a variable; taken for http or https");
        draft.Set("type", "http");
        var (address, login) = ForeignAddress.Login(url, draft, run);
        draft.Set("url", HiddenSecrets.Replace(address, draft, "url", run.Variables));
        if (endpoint.Text("method") is { } method && !method.Equals("GET", StringComparison.OrdinalIgnoreCase))
            draft.Set("method", method.ToUpperInvariant());
        draft.Set("auth", login);
        GatusClient.Fill(draft, endpoint.Map("client"), ClientKeys.Http, run);
        ForeignHeaders.Fill(draft, endpoint.Map("headers").Pairs(), run);
        Body(draft, endpoint, run);
    }

    private static void Body(Draft draft, Given endpoint, ImportRun run)
    {
        var (body, isGraphQl) = (endpoint.Text("body"), endpoint.Flag("graphql"));
        if (body is null)
            return;
        if (isGraphQl)
        {
            body = $"{{\"query\":{JsonSerializer.Serialize(body, Readable)}}}";
            ForeignHeaders.Describe(draft, "application/json");
        }
        else if (draft.Find("method") is null or YamlScalar { Value: "HEAD" })
        {
            draft.Miss("body", "GET and HEAD send no body here", "write method: POST and the body, if the target takes it");
            return;
        }

        draft.Set("body", HiddenSecrets.Replace(body, draft, "body", run.Variables));
    }

    private static void Dns(Draft draft, Given endpoint, string url)
    {
        var question = endpoint.Map("dns");
        draft.Set("type", "dns").Set("query_name", question.Text("query-name")?.TrimEnd('.')).Set("query_type", question.Text("query-type"));
        draft.Set("resolver", url.Split("://", 2)[^1]);
        GatusClient.Fill(draft, endpoint.Map("client"), ClientKeys.None, run: null);
    }

    private static void WebSocket(Draft draft, Given endpoint, string url, ImportRun run)
    {
        draft.Set("type", "websocket").Set("url", HiddenSecrets.Replace(url, draft, "url", run.Variables));
        ForeignHeaders.Fill(draft, endpoint.Map("headers").Pairs(), run);
        draft.Set("send", endpoint.Text("body") is { } body ? HiddenSecrets.Replace(body, draft, "body", run.Variables) : null);
        GatusClient.Fill(draft, endpoint.Map("client"), url.StartsWith("wss:", StringComparison.OrdinalIgnoreCase) ? ClientKeys.Tls | ClientKeys.Name : ClientKeys.Name, run);
    }

    private static void Wire(Draft draft, Given endpoint, string url, string scheme, ImportRun run)
    {
        var (host, port) = ForeignAddress.HostAndPort(url);
        if (port is null && scheme != "ssh" && host.Contains('{', StringComparison.Ordinal))
            draft.LeaveOut("url", "its port is in a variable, and host and port stand apart here", "write the check with host: and port:");
        draft.Set("type", scheme switch { "tls" or "starttls" => "tls", "grpc" or "grpcs" => "grpc", _ => "tcp" }).Set("host", host);
        draft.Set("port", port is { } number ? Made.Number(number) : scheme == "ssh" ? Made.Number(22) : null);
        if (scheme is "tls" or "starttls")
            draft.Set("starttls", scheme == "starttls" ? "smtp" : null).Set("warn_days", Made.Number(0)).Set("fail_days", Made.Number(0));
        if (scheme == "grpcs")
            draft.Set("tls", Made.Flag(true));
        if (scheme == "ssh")
            Ssh(draft, endpoint);
        else if (scheme == "tcp" && endpoint.Text("body") is { } said)
            Say(draft, HiddenSecrets.Replace(said, draft, "body", run.Variables));
        else if (endpoint.Has("body"))
            draft.Miss("body", $"a check of type {((YamlScalar)draft.Find("type")!).Value} sends none"); // it was set above
        GatusClient.Fill(draft, endpoint.Map("client"), scheme switch { "tls" or "starttls" => ClientKeys.Tls | ClientKeys.Family, "grpcs" => ClientKeys.Tls | ClientKeys.Name, "grpc" => ClientKeys.Name, _ => ClientKeys.Family }, run);
    }

    private static void Say(Draft draft, string said)
    {
        draft.Add("send_expect", Made.Map(("send", Made.Text(said))));
        draft.Change("body", "a line end is sent after a text that has none", "write what must come back as expect: in the next step");
    }

    private static void Ssh(Draft draft, Given endpoint)
    {
        draft.Add("send_expect", Made.Map(("expect", Made.Text("^SSH-"))));
        if (endpoint.Has("ssh") | endpoint.Has("body")) // both are asked for
            draft.Miss("ssh", "nobody logs in over SSH here; the check looks whether an SSH server answers", "run the command with a check of type command");
    }
}
