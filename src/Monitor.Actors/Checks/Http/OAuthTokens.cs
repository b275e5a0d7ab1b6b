using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Http;

/// <summary>Fetches OAuth 2 tokens and keeps each until shortly before it expires.</summary>
/// <remarks>Thread-safe. Checks with the same client share a token; it is fetched once at a time.</remarks>
internal sealed class OAuthTokens(HttpRunner http, TimeProvider time) : IDisposable
{
    private const int Most = 1_000;

    private static readonly TimeSpan DefaultLife = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(OAuth2Options Client, NetworkLevel Level), Slot> _slots = [];

    /// <exception cref="HttpProblemException">There is none to be had.</exception>
    public async Task<string> GetAsync(HttpRequestSpec spec, NetworkLevel level, CancellationToken cancel)
    {
        if (_slots.Count >= Most)
            _slots.Clear();
        var slot = _slots.GetOrAdd((spec.OAuth2!, level), _ => new Slot()); // asked only with a client
        if (slot.Token is { } kept && kept.Until > time.GetUtcNow())
            return kept.Value.Reveal();
        await slot.Fetching.WaitAsync(cancel);
        try
        {
            if (slot.Token is not { } token || token.Until <= time.GetUtcNow())
                slot.Token = token = await FetchAsync(spec, level, cancel);
            return token.Value.Reveal();
        }
        finally
        {
            slot.Fetching.Release();
        }
    }

    /// <summary>The target did not accept it.</summary>
    public void Forget(HttpRequestSpec spec, NetworkLevel level)
    {
        if (_slots.TryGetValue((spec.OAuth2!, level), out var slot))
            slot.Token = null;
    }

    public void Dispose()
    {
        foreach (var slot in _slots.Values)
            slot.Fetching.Dispose();
    }

    private async Task<Token> FetchAsync(HttpRequestSpec spec, NetworkLevel level, CancellationToken cancel)
    {
        try
        {
            var answer = await http.AskAsync(Question(spec.OAuth2!, spec.Connection), level, cancel);
            if (answer.StatusCode != 200)
                throw Problem($"HTTP {answer.StatusCode}");
            using var body = JsonBody.Parse(answer.Body);
            return TokenOf(body.RootElement) ?? throw Problem("the answer holds no access_token");
        }
        catch (PhaseCancelledException e)
        {
            throw new PhaseCancelledException($"{e.Phase}, waiting for an OAuth 2 token", e);
        }
        catch (HttpProblemException e) when (!e.Message.StartsWith(Prefix, StringComparison.Ordinal))
        {
            throw new HttpProblemException($"{Prefix}{e.Message}", e) { IsOurs = HttpProblemText.IsOurs(e) };
        }
    }

    private const string Prefix = "no OAuth 2 token: ";

    private static HttpProblemException Problem(string what) => new($"{Prefix}{what}");

    private static HttpRequestSpec Question(OAuth2Options client, ConnectionOptions connection)
    {
        var scope = client.Scope is null ? "" : $"&scope={Uri.EscapeDataString(client.Scope)}";
        var login = $"{Uri.EscapeDataString(client.ClientId)}:{Uri.EscapeDataString(client.ClientSecret.Reveal())}";
        return new HttpRequestSpec(client.TokenUrl)
        {
            Method = HttpMethod.Post,
            Body = Encoding.ASCII.GetBytes($"grant_type=client_credentials{scope}"),
            ContentType = "application/x-www-form-urlencoded",
            Headers = [("Authorization", new Secret($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(login))}")), ("Accept", new Secret("application/json"))],
            MaxRedirects = 0,
            Connection = connection,
            IsBare = false,
        };
    }

    private Token? TokenOf(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("access_token", out var text) || text.ValueKind != JsonValueKind.String
            || text.GetString() is not { Length: > 0 and < 16_384 } value || value.Any(letter => letter is <= ' ' or > '~'))
            return null;
        var life = body.TryGetProperty("expires_in", out var seconds) && seconds.ValueKind == JsonValueKind.Number && seconds.TryGetInt32(out var number) && number > 0
            ? TimeSpan.FromSeconds(number)
            : DefaultLife;
        return new Token(new Secret(value), time.GetUtcNow() + (life * 0.9)); // not to be refused on the way
    }

    private sealed record Token(Secret Value, DateTimeOffset Until);

    private sealed class Slot
    {
        public SemaphoreSlim Fetching { get; } = new(1, 1);

        public Token? Token { get; set; }
    }
}
