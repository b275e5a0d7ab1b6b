using System.Collections.Immutable;
using System.Text;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Http;

/// <summary>How a request logs in.</summary>
internal sealed record HttpAuth
{
    /// <summary>The value of the header, for what does not change.</summary>
    public Secret? Authorization { get; init; }

    public OAuth2Options? OAuth2 { get; init; }

    public (string CertFile, string KeyFile, Secret Password)? Certificate { get; init; }
}

/// <summary>Reads <c>auth</c>; passwords and tokens must come out of placeholders.</summary>
internal static class HttpAuthReader
{
    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("basic", KeyShape.Section(
            new("username", KeyShape.Text, "the name to log in with; no colon") { Required = true },
            new("password", KeyShape.Secret, "its password") { Required = true }),
            "a login with name and password"),
        new("bearer", KeyShape.Secret, "a token"),
        new("oauth2", KeyShape.Section(
            new("token_url", KeyShape.Url, "where a token is asked for") { Required = true },
            new("client_id", KeyShape.Text, "who asks") { Required = true },
            new("client_secret", KeyShape.Secret, "its secret") { Required = true },
            new("scopes", KeyShape.Texts, "what the token is for")),
            "client credentials; the token is kept until it has a tenth of its life left, or is answered with 401"),
        new("client_certificate", KeyShape.Section(
            new("cert_file", KeyShape.Text, "a PEM file, shown to a target that asks; beside one of the three above") { Required = true },
            new("key_file", KeyShape.Text, "a PEM file with its key") { Required = true },
            new("password", KeyShape.Secret, "that of the key")),
            "the certificate of the monitor"),
    ];

    /// <summary>What logs in with a header alone.</summary>
    public static ImmutableArray<ConfigKey> LoginKeys => Keys[..2];

    /// <summary>The value of the header; null when nobody logs in.</summary>
    public static Secret? ReadLogin(YamlSection? keys) => keys is null ? null : Login(keys);

    public static HttpAuth Read(YamlSection? keys)
    {
        if (keys is null)
            return new HttpAuth();
        var oauth2 = keys.Section("oauth2");
        return new HttpAuth
        {
            Authorization = Login(keys, ("oauth2", oauth2 is not null)),
            OAuth2 = oauth2 is null ? null : OAuth2(oauth2),
            Certificate = keys.Section("client_certificate") is { } certificate ? Certificate(certificate) : null,
        };
    }

    /// <param name="others">What may be there instead of basic and bearer.</param>
    private static Secret? Login(YamlSection keys, params (string Name, bool IsThere)[] others)
    {
        var (basic, bearer) = (keys.Section("basic"), keys.SecretOrNull("bearer"));
        (string Name, bool IsThere)[] ways = [("basic", basic is not null), ("bearer", bearer is not null), .. others];
        if (ways.Where(way => way.IsThere).ToList() is [var kept, var other, ..])
            keys.Problem(other.Name, $"{kept.Name} is there too", $"keep one of {string.Join(", ", ways.SkipLast(1).Select(way => way.Name))} and {ways[^1].Name}");
        CheckToken(keys, bearer);
        return basic is not null ? Basic(basic) : Bearer(bearer);
    }

    private static void CheckToken(YamlSection keys, Secret? bearer)
    {
        if (bearer is { } token && token.Reveal().Any(letter => letter is <= ' ' or > '~'))
            keys.Problem("bearer", "is not a token", "a token has no spaces and no other alphabet");
    }

    private static Secret? Bearer(Secret? token) => token is { } value ? new Secret($"Bearer {value.Reveal()}") : null;

    private static Secret Basic(YamlSection keys)
    {
        var name = keys.Text("username");
        if (name.Contains(':', StringComparison.Ordinal))
            keys.Problem("username", "a colon cannot be in a user name here", "remove it");
        var login = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{keys.Secret("password").Reveal()}"));
        keys.Hide(login);
        return new Secret($"Basic {login}");
    }

    private static OAuth2Options OAuth2(YamlSection keys)
    {
        var scopes = keys.Texts("scopes");
        return new OAuth2Options(
            keys.Url("token_url"), keys.Text("client_id"), keys.Secret("client_secret"), scopes.Count == 0 ? null : string.Join(' ', scopes));
    }

    private static (string, string, Secret) Certificate(YamlSection keys) =>
        (keys.Text("cert_file"), keys.Text("key_file"), keys.SecretOrNull("password") ?? default);
}
