using System.Globalization;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import.UptimeKuma;

/// <summary>Monitors of type http, keyword and json-query: how they ask and what they expect.</summary>
internal static class KumaHttp
{
    private const int MostRedirects = 20;
    private const int UsualRedirects = 10;

    /// <summary>Uptime Kuma tells of a certificate three weeks before it expires.</summary>
    private const string CertificateLasts = "[CERTIFICATE_EXPIRATION] > 21d";

    public static void Fill(Draft draft, KumaItem item, KumaMonitors monitors, ImportRun run)
    {
        var given = item.Given;
        draft.Set("type", "http");
        var (url, login) = ForeignAddress.Login(given.Text("url") ?? "", draft, run);
        draft.Set("url", HiddenSecrets.Replace(url, draft, "url", run.Variables));
        var method = (given.Text("method") ?? "GET").ToUpperInvariant();
        if (method != "GET")
            draft.Set("method", method);
        draft.Set("auth", login);
        KumaAuth.Fill(draft, given, run);
        Headers(draft, given, run);
        Body(draft, given, method, run);
        if (!draft.IsLeftOut)
            Connection(draft, given, monitors, run);
        Expect(draft, item, url);
    }

    private static void Headers(Draft draft, Given given, ImportRun run)
    {
        if (given.Node("headers") is not { } written)
            return;
        if ((written as YamlMap ?? JsonNodes.TryRead(given.Text("headers")) as YamlMap) is not { } headers)
        {
            if (given.Text("headers") is not null)
                draft.Miss("headers", "they are no JSON", "write them under headers:");
            return;
        }

        ForeignHeaders.Fill(draft, new Given(headers).Pairs(), run);
    }

    private static void Body(Draft draft, Given given, string method, ImportRun run)
    {
        if (given.Text("body") is not { } body)
            return;
        if (method is "GET" or "HEAD")
        {
            draft.Miss("body", "GET and HEAD send no body here", "write method: POST and the body, if the target takes it");
            return;
        }

        draft.Set("body", HiddenSecrets.Replace(body, draft, "body", run.Variables));
        ForeignHeaders.Describe(draft, given.Text("httpBodyEncoding") switch { "xml" => "text/xml; charset=utf-8", "form" => "application/x-www-form-urlencoded", _ => "application/json" });
    }

    private static void Connection(Draft draft, Given given, KumaMonitors monitors, ImportRun run)
    {
        if (given.Flag("ignoreTls"))
            draft.Set("tls", Made.Map(("verify", Made.Flag(false))));
        var redirects = (int)Math.Clamp(given.Number("maxredirects") ?? UsualRedirects, 0, 1_000);
        draft.Set("redirects", redirects == 0 ? Made.Text("none") : Made.Number(Math.Min(redirects, MostRedirects)));
        if (redirects > MostRedirects)
            draft.Miss("maxredirects", $"at most {MostRedirects} redirects are followed here");
        if (given.Text("proxyId") is { } id)
            Proxy(draft, monitors.Proxies.GetValueOrDefault(id), run);
    }

    private static void Proxy(Draft draft, Given? proxy, ImportRun run)
    {
        if (proxy is null || proxy.Text("protocol") is not "http")
        {
            draft.Miss("proxyId", proxy is null ? "the proxy is not in the file" : $"there are no {proxy.Text("protocol")} proxies here", "write proxy: with the address of an http proxy");
            return;
        }

        var login = !proxy.Flag("auth") ? ""
            : $"{Uri.EscapeDataString(proxy.Text("username") ?? "")}:{run.Variables.Hide(proxy.Text("password") ?? "", draft, "the proxy's password", "proxy_password")}@";
        draft.Set("proxy", $"http://{login}{proxy.Text("host")}:{proxy.Text("port")}");
    }

    private static void Expect(Draft draft, KumaItem item, string url)
    {
        var given = item.Given;
        var codes = given.Texts("accepted_statuscodes");
        draft.Set("expect_status", codes.Count == 0 ? Made.Text("200-299") : codes.Count == 1 ? Code(codes[0]) : Made.List(codes.Select(Code)));
        if (item.Type == "keyword" && given.Text("keyword") is { } keyword)
            draft.Set("expect_body", Made.Map((given.Flag("invertKeyword") ? "not_contains" : "contains", Made.Text(keyword))));
        if (item.Type == "json-query")
            draft.Add("expect_jsonpath", KumaJson.Rules(draft, given));
        if (given.Flag("expiryNotification") && url.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
            draft.Add("conditions", Made.Map(("condition", Made.Text(CertificateLasts)), ("severity", Made.Text("warn"))));
    }

    private static YamlScalar Code(string code) =>
        int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Made.Number(number) : Made.Text(code);
}
