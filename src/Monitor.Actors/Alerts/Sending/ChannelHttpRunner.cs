using System.Net.Http.Headers;
using System.Text;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Net;

namespace Monitor.Actors.Alerts.Sending;

/// <summary>Sends what channels say over HTTP: within a time limit, past the network policy, without following redirects.</summary>
/// <remarks>Thread-safe. What it says never holds the address.</remarks>
public sealed class ChannelHttpRunner(HttpMessageInvoker http, TimeProvider time)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A quarter of the bytes that are read.</summary>
    private const int MaxCharacters = 1024;

    private const int ShortestLogin = 8;

    /// <param name="key">The same for an alert on a channel however often it is sent; receivers can drop repeats by it.</param>
    public async Task<Delivery> SendAsync(ChannelRequest what, string key, Func<ChannelReply, Delivery> judge, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            using var request = Request(what, key);
            using var response = await http.SendAsync(request, either.Token);
            var body = await CappedBody.StartAsync(response.Content, MaxCharacters, either.Token);
            return judge(new ChannelReply((int)response.StatusCode, WithoutLogins(body, what), Wait(response.Headers.RetryAfter)));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new Delivery.TryLater($"no answer within {Patience.TotalSeconds:0} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or DialException)
        {
            return new Delivery.TryLater(HttpProblemText.Of(e) ?? "no usable answer");
        }
    }

    /// <summary>A receiver may repeat a header, in which a password is in another form than the one that is masked.</summary>
    private static string WithoutLogins(string body, ChannelRequest what) => what.Headers
        .Select(header => header.Value.Reveal().Split(' ')[^1]).Where(login => login.Length >= ShortestLogin)
        .Aggregate(body, (text, login) => text.Replace(login, "•••", StringComparison.Ordinal));

    private static HttpRequestMessage Request(ChannelRequest what, string key)
    {
        var request = OutboundHttp.Request(what.Method, what.Url, NetworkLevel.Outbound);
        request.Content = new StringContent(what.Body, Encoding.UTF8, what.ContentType);
        foreach (var (name, value) in what.Headers)
            if (!request.Headers.TryAddWithoutValidation(name, value.Reveal()))
            {
                request.Content.Headers.Remove(name); // one that is about the content
                request.Content.Headers.TryAddWithoutValidation(name, value.Reveal());
            }

        foreach (var (name, value) in new[] { ("User-Agent", "Monitor"), ("Idempotency-Key", key) })
            if (!request.Headers.Contains(name))
                request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private TimeSpan? Wait(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };
}
