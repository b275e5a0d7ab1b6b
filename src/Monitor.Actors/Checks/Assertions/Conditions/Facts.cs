using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Assertions.Conditions;

/// <summary>The placeholders: what each is called, and which fact it stands for.</summary>
internal static class Facts
{
    public const string Body = "[BODY]";
    public const string Header = "[HEADER]";

    private static readonly (string Name, FactKeys Key, Func<ProbeFacts, Resolved>? Of, Func<decimal, string>? Spelled)[] All =
    [
        ("[STATUS]", FactKeys.Status, facts => facts.StatusCode is { } status ? Resolved.Of(status) : Resolved.Nothing("no status"), null),
        ("[RESPONSE_TIME]", FactKeys.ResponseTime, facts => Resolved.Of((decimal)Math.Floor(facts.ResponseTime.TotalMilliseconds)), null),
        (Body, FactKeys.Body, null, null),
        (Header, FactKeys.Header, null, null),
        ("[CONNECTED]", FactKeys.Connected, facts => Resolved.Of(facts.Connected), null),
        ("[IP]", FactKeys.Ip, facts => facts.Ip is { } ip ? Resolved.Of(ip) : Resolved.Nothing("unknown"), null),
        ("[CERTIFICATE_EXPIRATION]", FactKeys.CertificateExpiration, CertificateExpiration, SpelledDuration),
        ("[DNS_RCODE]", FactKeys.DnsRcode, facts => facts.DnsRcode is { } code ? Resolved.Of(code) : Resolved.Nothing("no answer"), null),
    ];

    /// <summary>Words that Gatus has and this does not, and what to do instead.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["[DOMAIN_EXPIRATION]"] = "watch the domain's registration elsewhere, and remove this",
        ["[CONTEXT]"] = "there are no suites; write the value itself",
    };

    /// <summary>The placeholder by its name, without regard to case; null for the two that take a path.</summary>
    public static Operand? Named(string name, string text) =>
        All.First(fact => fact.Name == name) is { Of: { } of } found ? new Fact(text, of, found.Spelled, found.Key == FactKeys.Connected) : null;

    public static string? Find(string word) => All.FirstOrDefault(fact => string.Equals(fact.Name, word, StringComparison.OrdinalIgnoreCase)).Name;

    public static string? Instead(string word) => Elsewhere.GetValueOrDefault(word.ToUpperInvariant());

    public static bool IsAmong(string name, FactKeys known) => known.HasFlag(All.First(fact => fact.Name == name).Key);

    public static string? Nearest(string word) => Suggestion.Nearest(word, All.Select(fact => fact.Name));

    public static string Listed(FactKeys known) =>
        $"known here: {string.Join(", ", All.Where(fact => known.HasFlag(fact.Key)).Select(fact => fact.Name))}";

    /// <summary>Where a placeholder stands in a text, and which; null when there is none.</summary>
    public static (int At, string Name)? Within(string text)
    {
        foreach (var fact in All)
        {
            if (text.IndexOf(fact.Name, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
                return (at, fact.Name);
        }

        return null;
    }

    private static Resolved CertificateExpiration(ProbeFacts facts) =>
        facts.Certificate is { Left: var left } ? Resolved.Of((decimal)Math.Floor(left.TotalMilliseconds)) : Resolved.Nothing("no certificate");

    private static string SpelledDuration(decimal milliseconds)
    {
        var time = TimeSpan.FromMilliseconds((double)Math.Abs(milliseconds));
        return milliseconds < 0 ? $"expired {Shown.Duration(time)} ago" : Shown.Duration(time);
    }
}
