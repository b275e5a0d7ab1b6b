using System.Collections.Immutable;
using Monitor.Actors.Config;

namespace Monitor.Actors.Alerts.Sending;

/// <summary>What a channel sends for one alert.</summary>
public sealed record ChannelRequest(Uri Url, string Body)
{
    public HttpMethod Method { get; init; } = HttpMethod.Post;

    public string ContentType { get; init; } = "application/json";

    public ImmutableArray<(string Name, Secret Value)> Headers { get; init; } = [];
}

/// <summary>What came back.</summary>
/// <param name="Body">The beginning of it.</param>
/// <param name="RetryAfter">When to come again, if the receiver said so in a header.</param>
public sealed record ChannelReply(int Status, string Body, TimeSpan? RetryAfter = null)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>For people, in the receiver's words.</summary>
    public string Words => string.IsNullOrWhiteSpace(Body) ? $"HTTP {Status}" : $"HTTP {Status}: {Body.Trim()}";
}
