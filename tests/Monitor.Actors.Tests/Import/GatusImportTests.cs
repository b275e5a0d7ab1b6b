using System.Text;
using Monitor.Actors.Tests.Import.Support;

namespace Monitor.Actors.Tests.Import;

public sealed class GatusImportTests
{
    public static TheoryData<string, string[]> Translations => new()
    {
        { "type: http | url: https://x/ | conditions: | - \"[STATUS] == 200\"", ["url: https://x/", "conditions: ['[STATUS] == 200']"] },
        { "type: http | url: https://x/ | ip_family: v6 | redirects: none", [.. Web, "client: { ignore-redirect: true, network: ip6 }"] },
        { "type: http | url: https://x/ | tls: | verify: false", [.. Web, "client: { insecure: true, timeout: 10s }"] },
        { "type: http | url: https://x/ | resolver: 9.9.9.9:53", [.. Web, "client: { dns-resolver: 'udp://9.9.9.9:53' }"] },
        { "type: http | url: https://x/ | proxy: http://proxy:3128", [.. Web, "client: { proxy-url: 'http://proxy:3128' }"] },
        { "type: http | url: https://x/ | auth: | client_certificate: | cert_file: /a.pem | key_file: /a.key", [.. Web, "client: { tls: { certificate-file: /a.pem, private-key-file: /a.key } }"] },
        { "type: http | url: https://x/ | method: HEAD", [.. Web, "method: head"] },
        { "type: http | url: https://x/ | method: PUT | headers: | X-A: b | body: \"{{NAME}} and {NAME}\"", [.. Web, "method: PUT", "headers: { X-A: b }", "body: '{NAME} and ${NAME}'"] },
        { "type: http | url: https://x/ | method: POST | body: \"$5 $${NAME}\"", [.. Web, "method: POST", "body: '$$5 $${NAME}'"] },
        { "type: http | url: \"{TARGET}/health\"", ["url: '${TARGET}/health'", "conditions: []"] },
        { "type: http | url: https://x/ | group: core | tags: | - \"env=prod\"", [.. Web, "group: core", "extra-labels: { env: prod }"] },
        { "type: http | url: https://x/ | enabled: false", [.. Web, "enabled: off"] },
        { "type: tcp | host: x | port: 22 | ip_family: v4", ["url: 'tcp://x:22'", "client: { network: ip4 }"] },
        { "type: tcp | host: 2001:db8::1 | port: 22", ["url: 'tcp://[2001:db8::1]:22'"] },
        { "type: tls | host: x | port: 993 | warn_days: 0 | fail_days: 0 | verify: false", ["url: 'tls://x:993'", "client: { insecure: true }"] },
        { "type: tls | host: x | port: 587 | starttls: smtp | warn_days: 0 | fail_days: 0", ["url: 'starttls://x:587'"] },
        { "type: icmp | host: x | ip_family: v6", ["url: icmp://x", "client: { network: ip6 }"] },
        { "type: dns | query_name: x.example | query_type: A | resolver: 8.8.8.8:53", ["url: '8.8.8.8:53'", "dns: { query-name: x.example., query-type: A }"] },
        { "type: websocket | url: wss://x/y | send: hello | tls: | verify: false", ["url: wss://x/y", "body: hello", "client: { insecure: true }"] },
        { "type: grpc | host: x | port: 50051", ["url: 'grpc://x:50051'"] },
        { "type: grpc | host: x | port: 50051 | tls: true", ["url: 'grpcs://x:50051'"] },
        { "type: grpc | host: x | port: 50051 | ip_family: v4 | resolver: 9.9.9.9:53", ["url: 'grpc://x:50051'", "client: { network: ip4, dns-resolver: 'udp://9.9.9.9:53' }"] },
        { "type: websocket | url: wss://x/ | ip_family: v6 | resolver: 9.9.9.9:53", ["url: wss://x/", "client: { network: ip6, dns-resolver: 'udp://9.9.9.9:53' }"] },
        { "type: tcp | host: x | port: 22 | send_expect: | - expect: \"^SSH-\"", ["url: 'ssh://x'"] },
    };

    public static TheoryData<string, string[]> Losses => new()
    {
        { "a, conditions \"[DOMAIN_EXPIRATION] > 48h\": not a condition, at character 1: [DOMAIN_EXPIRATION] is not supported; watch the domain's registration elsewhere, and remove this", [.. Web, "conditions: ['[DOMAIN_EXPIRATION] > 48h', '[STATUS] == 200']"] },
        { "a, client.tunnel: a check of type http has nothing like it", [.. Web, "client: { tunnel: bastion }"] },
        { "a, ui: the board looks the same for all checks", [.. Web, "ui: { hide-url: true }"] },
        { "a, body: GET and HEAD send no body here; write method: POST and the body, if the target takes it", [.. Web, "body: hello"] },
        { "a, interval: 48h is not possible here; 24h is used", [.. Web, "interval: 48h"] },
        { "a, interval: \"often\" is not a duration that can be read here; 60s is used", [.. Web, "interval: often"] },
        { "a, client.dns-resolver: \"dns.example:53\" is not the address of a DNS server; write its address as resolver:", [.. Web, "client: { dns-resolver: 'udp://dns.example:53' }"] },
        { "a, url: the check was left out: there are no checks over UDP here; write a check of type command", ["url: 'udp://x:514'"] },
        { "a, url: the check was left out: its port is in a variable, and host and port stand apart here; write the check with host: and port:", ["url: 'tcp://${TV}'"] },
        { "a, url: the check was left out: its port is in a variable, and host and port stand apart here; write the check with host: and port:", ["url: 'grpc://${HOST}:${PORT}'"] },
        { "a, url: the check was left out: \"domain://\" is no kind of target that is known here", ["url: 'domain://x'"] },
        { "a, ssh: nobody logs in over SSH here; the check looks whether an SSH server answers; run the command with a check of type command", ["url: 'ssh://x:22'", "ssh: { username: u, password: p }"] },
        { "a, alerts.minimum-reminder-interval: nobody is reminded of a failure here", [.. Web, "alerts: [{ type: slack, minimum-reminder-interval: 1h }]"] },
        { "a, surprise: this key is not known here", [.. Web, "surprise: 1"] },
    };

    private static string[] Web => ["url: https://x/"];

    [Theory]
    [MemberData(nameof(Translations))]
    public void An_endpoint_is_written_as(string expected, string[] endpoint) =>
        Assert.Equal(expected, Importing.Keys(Importing.Endpoint(endpoint)));

    [Theory]
    [MemberData(nameof(Losses))]
    public void What_does_not_translate_is_told(string expected, string[] endpoint) =>
        Assert.Contains(expected, Importing.Missing(Importing.Endpoint(endpoint)));

    [Fact]
    public void The_first_alert_that_is_raised_decides_about_thresholds()
    {
        var checks = Importing.Endpoint([.. Web, "alerts: [{ type: slack, failure-threshold: 4, send-on-resolved: true }, { type: email, failure-threshold: 2 }, { type: discord, enabled: false, failure-threshold: 1 }]"]);
        Assert.EndsWith("failure_threshold: 2 | success_threshold: 2 | notify_on: | - first_fail | - recovered", Importing.Keys(checks), StringComparison.Ordinal);
        Assert.Contains("a, alerts: a check has one failure_threshold and one success_threshold: 2 and 2, as for email", Importing.Missing(checks));
    }

    [Fact]
    public void An_external_endpoint_is_a_push_check()
    {
        var checks = Importing.Gatus("external-endpoints:\n  - { name: a, token: '${TOKEN}', heartbeat: { interval: 30m } }\n").Checks!;
        Assert.Equal("type: push | token: \"{TOKEN}\" | period: 30m", Importing.Keys(checks));
        Assert.Equal(["TOKEN"], checks.Variables);
        Assert.True(checks.IsComplete);
    }

    [Fact]
    public void A_window_for_all_is_a_window_for_all()
    {
        var yaml = Importing.Gatus("maintenance: { start: '23:00', duration: 1h, every: [Monday] }\nendpoints: [{ name: a, url: 'tcp://x:1' }]\n").Checks!.Yaml;
        Assert.Contains("maintenance:\n  - every:\n      - Monday\n    start: 23:00\n    duration: 1h\n    timezone: UTC\n", yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_become_valid_and_unique()
    {
        var endpoints = string.Concat(new[] { "api", "API", "api", new string('x', 200), new string('x', 200), "\"a\\tb\"" }.Select((name, i) => $"  - {{ name: {name}, group: g{i / 2}, url: 'tcp://x:1' }}\n"));
        var yaml = Importing.Gatus($"endpoints:\n{endpoints}").Checks!.Yaml;
        var names = yaml.Split('\n').Where(line => line.StartsWith("  - name: ", StringComparison.Ordinal)).Select(line => line[10..].Trim('"'));
        Assert.Equal(["api", "API (g0)", "api (g1)", new string('x', 120), $"{new string('x', 115)} (g2)", "a b"], names);
    }

    [Theory]
    [InlineData("{", "gatus.yaml: line 1, column 2, not valid YAML")]
    [InlineData("endpoints:\n  - name: a\n   url: x\n", "gatus.yaml: line 3, column 4, not valid YAML")]
    [InlineData("monitorList: []", "gatus.yaml, this is a backup of Uptime Kuma; read it with import uptime-kuma")]
    [InlineData("checks: []", "gatus.yaml: line 1, column 1, this is a checks.yaml already")]
    [InlineData("storage: {}", "gatus.yaml, this is no configuration of Gatus: there are no endpoints")]
    [InlineData("", "gatus.yaml, this is no configuration of Gatus: there are no endpoints")]
    [InlineData("endpoints: [*nowhere]", "gatus.yaml: line 1, column 13, there is no anchor &nowhere above")]
    [InlineData("endpoints: &a [*a]", "gatus.yaml: line 1, column 16, the alias *a is inside of what it stands for")]
    public void A_file_that_cannot_be_read_says_why(string text, string expected) =>
        Assert.StartsWith(expected, Assert.Single(Importing.Gatus(text).Problems).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_few_lines_cannot_become_a_large_tree()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++)
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        Assert.Contains("more than 4000000 values", Assert.Single(Importing.Gatus(bomb.ToString()).Problems).Fault, StringComparison.Ordinal);
    }

    /// <summary>Gatus passes over what it does not know, so anchors are kept under any name.</summary>
    [Theory]
    [InlineData("_defaults: &d { interval: 5m }\nendpoints: [{ <<: *d, name: a, url: 'tcp://x:1', conditions: ['[CONNECTED] == true'] }]\n", true)]
    [InlineData("alerts-of-all: &d\n  - type: slack\nendpoints: [{ name: a, url: 'tcp://x:1', alerts: *d, conditions: ['[CONNECTED] == true'] }]\n", true)]
    [InlineData("surprise: { interval: 5m }\nendpoints: [{ name: a, url: 'tcp://x:1', conditions: ['[CONNECTED] == true'] }]\n", false)]
    public void A_place_for_anchors_is_no_loss(string yaml, bool isComplete) =>
        Assert.Equal(isComplete ? [] : ["surprise: this key is not known here"], Importing.Missing(Importing.Gatus(yaml).Checks!));

    [Fact]
    public void What_is_merged_gives_way_to_what_is_written()
    {
        var yaml = "x-d: &d { interval: 5m, conditions: ['[CONNECTED] == true'] }\nendpoints:\n  - <<: *d\n    name: a\n    url: tcp://x:1\n    interval: 2m\n";
        Assert.Equal("type: tcp | host: x | port: 1 | interval: 2m | conditions: | - \"[CONNECTED] == true\"", Importing.Keys(Importing.Gatus(yaml).Checks!));
    }
}
