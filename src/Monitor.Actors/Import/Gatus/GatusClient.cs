using System.Net;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import.Gatus;

/// <summary>Which settings of a client the type of a check has keys for.</summary>
[Flags]
internal enum ClientKeys
{
    None = 0,
    Family = 1,
    Tls = 2,

    /// <summary>How the address of the host is found.</summary>
    Name = 8 | Family,

    Http = 4 | Tls | Name,
}

/// <summary>The <c>client</c> of an endpoint: how it connects.</summary>
internal static class GatusClient
{
    public static void Fill(Draft draft, Given client, ClientKeys takes, ImportRun? run)
    {
        client.Text("timeout"); // read with the interval
        if (takes.HasFlag(ClientKeys.Family) && client.Text("network") is { } network)
            draft.Set("ip_family", network switch { "ip4" => "v4", "ip6" => "v6", _ => null });
        if (takes.HasFlag(ClientKeys.Tls) && client.Flag("insecure"))
            Insecure(draft);
        if (takes.HasFlag(ClientKeys.Http) && client.Flag("ignore-redirect"))
            draft.Set("redirects", "none");
        if (takes.HasFlag(ClientKeys.Name) && client.Text("dns-resolver") is { } server)
            Resolver(draft, server.Split("://", 2)[^1]);
        if (takes.HasFlag(ClientKeys.Http) && run is not null)
            Http(draft, client, run);
        foreach (var key in client.Unasked.ToList())
            if (Matters(client, key))
                draft.Miss($"client.{key}", $"a check of type {((YamlScalar)draft.Find("type")!).Value} has nothing like it"); // every draft here has a type
    }

    /// <summary>A certificate is not looked at here where a type of check does not say so.</summary>
    private static void Insecure(Draft draft)
    {
        if (draft.Find("type") is YamlScalar { Value: "tls" })
            draft.Set("verify", Made.Flag(false));
        else
            draft.Set("tls", Made.Map(("verify", Made.Flag(false))));
    }

    private static bool Matters(Given client, string key) => key is not ("insecure" or "ignore-redirect") || client.Flag(key);

    private static void Http(Draft draft, Given client, ImportRun run)
    {
        if (client.Text("proxy-url") is { } proxy)
            draft.Set("proxy", Proxy(draft, proxy, run));
        var auth = Auth(draft, client, run).ToList();
        if (auth.Count == 0)
            return;
        if (draft.Find("auth") is YamlMap { Entries: [var before, ..] })
            auth.Insert(0, (before.Key, before.Value));
        draft.Set("auth", Made.Map(auth));
    }

    private static void Resolver(Draft draft, string server)
    {
        if (IPEndPoint.TryParse(server, out _) || server.StartsWith('{'))
            draft.Set("resolver", server);
        else
            draft.Miss("client.dns-resolver", $"{Shown.Quoted(server)} is not the address of a DNS server", "write its address as resolver:");
    }

    private static string Proxy(Draft draft, string proxy, ImportRun run)
    {
        var (address, login) = ForeignAddress.Login(proxy, draft, run);
        return login?.Entries[0].Value is YamlMap basic
            ? address.Insert(address.IndexOf("://", StringComparison.Ordinal) + 3, $"{string.Join(':', basic.Entries.Select(entry => ((YamlScalar)entry.Value).Value))}@")
            : address;
    }

    private static IEnumerable<(string Key, YamlNode? Value)> Auth(Draft draft, Given client, ImportRun run)
    {
        var oauth = client.Map("oauth2");
        if (oauth.Text("token-url") is { } tokens)
        {
            var secret = oauth.Text("client-secret") ?? "";
            yield return ("oauth2", Made.Map(
                ("token_url", Made.Text(tokens)),
                ("client_id", Made.Text(oauth.Text("client-id") ?? "")),
                ("client_secret", Made.Text(HiddenSecrets.IsFilled(secret) ? secret : run.Variables.Hide(secret, draft, "client.oauth2.client-secret", "client_secret"))),
                ("scopes", oauth.Texts("scopes") is { Count: > 0 } scopes ? Made.Texts(scopes) : null)));
        }

        var tls = client.Map("tls");
        if (tls.Text("certificate-file") is { } certificate)
            yield return ("client_certificate", Made.Map(("cert_file", Made.Text(certificate)), ("key_file", Made.Text(tls.Text("private-key-file") ?? ""))));
        if (tls.Has("renegotiation"))
            draft.Miss("client.tls.renegotiation", "TLS is not renegotiated here");
    }
}
