using Monitor.Actors.Config;

namespace Monitor.Actors.Import.UptimeKuma;

/// <summary>How a monitor logs in; passwords become variables.</summary>
internal static class KumaAuth
{
    public static void Fill(Draft draft, Given given, ImportRun run)
    {
        switch (given.Text("authMethod") ?? (given.Has("basic_auth_user") ? "basic" : ""))
        {
            case "basic":
                Set(draft, "basic", Made.Map(
                    ("username", Made.Text(given.Text("basic_auth_user") ?? "")),
                    ("password", Made.Text(run.Variables.Hide(given.Text("basic_auth_pass") ?? "", draft, "basic_auth_pass", "password")))));
                break;
            case "oauth2-cc":
                Set(draft, "oauth2", Made.Map(
                    ("token_url", Made.Text(given.Text("oauth_token_url") ?? "")),
                    ("client_id", Made.Text(given.Text("oauth_client_id") ?? "")),
                    ("client_secret", Made.Text(run.Variables.Hide(given.Text("oauth_client_secret") ?? "", draft, "oauth_client_secret", "client_secret"))),
                    ("scopes", given.Text("oauth_scopes") is { } scopes ? Made.Texts(scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries)) : null)));
                break;
            case "mtls":
                Certificate(draft, given);
                break;
            case "ntlm":
                draft.LeaveOut("authMethod", "nobody logs in with NTLM here", "let the target take another login, or watch it with a check of type command");
                break;
            default:
                break;
        }
    }

    private static void Certificate(Draft draft, Given given)
    {
        var file = $"/etc/monitor/{Variables.NameOf(draft.Name).ToLowerInvariant()}";
        Set(draft, "client_certificate", Made.Map(("cert_file", Made.Text($"{file}.pem")), ("key_file", Made.Text($"{file}.key"))));
        draft.Change("tlsCert, tlsKey", "certificates are read from files here", $"write them into {file}.pem and {file}.key");
        if (!given.Has("tlsCa") || given.Flag("ignoreTls"))
            return;
        draft.Set("tls", Made.Map(("ca_file", Made.Text($"{file}-ca.pem"))));
        draft.Change("tlsCa", "authorities are read from a file here", $"write it into {file}-ca.pem");
    }

    private static void Set(Draft draft, string key, YamlNode value) => draft.Set("auth", Made.Map((key, value)));
}
