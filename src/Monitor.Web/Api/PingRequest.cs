using System.Globalization;
using System.Text;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Pings;

namespace Monitor.Web.Api;

/// <summary>What a request to the push endpoint says.</summary>
public sealed record PingRequest
{
    public const int MaxBody = 10_000;

    private const int MaxKept = 1_000;
    private const double LongestMs = 31.0 * 24 * 60 * 60 * 1000;

    private PingKind Kind { get; init; }

    private int? ExitStatus { get; init; }

    private Guid? RunId { get; init; }

    private string? Message { get; init; }

    private TimeSpan? Took { get; init; }

    /// <summary>Null when all is well.</summary>
    public (int Status, string Text)? Problem { get; private init; }

    /// <param name="signal">What stands behind the token in the path; null for nothing.</param>
    public static PingRequest Read(string? signal, IQueryCollection query)
    {
        var request = new PingRequest { Message = Value(query, "msg") };
        return request.WithSignal(signal).WithStatus(Value(query, "status")).WithRun(Value(query, "rid"))
            .WithDuration("duration", Value(query, "duration") ?? Value(query, "ping"));
    }

    /// <summary>The body's text; null when it is too large.</summary>
    public static async Task<string?> BodyAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!HttpMethods.IsPost(request.Method))
            return "";
        var buffer = new byte[MaxBody + 1];
        var read = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        return read > MaxBody ? null : Encoding.UTF8.GetString(buffer, 0, read);
    }

    public Ping Ping(DateTimeOffset at, string body) => new(
        Kind, at, RunId, Words(body.Trim()), Took, ExitStatus, LastLines.Of(string.IsNullOrWhiteSpace(body) ? Message : body));

    private string? Words(string body)
    {
        var said = Message ?? (body.Length > 0 ? body : null);
        var words = ExitStatus is > 0 and var status
            ? said is null ? $"exit status {status}" : $"exit status {status}: {said}"
            : said;
        return words is null ? null : Printable(words.Length <= MaxKept ? words : string.Concat(words.AsSpan(0, MaxKept - 1), "…"));
    }

    /// <summary>So that nothing a target sends can steer a terminal, or be half a character.</summary>
    private static string Printable(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => Rune.IsControl(rune) && rune.Value != '\n' ? Rune.ReplacementChar : rune));

    private PingRequest WithSignal(string? signal) => signal switch
    {
        null => this,
        "start" => this with { Kind = PingKind.Start },
        "fail" => this with { Kind = PingKind.Fail },
        "log" => this with { Kind = PingKind.Log },
        _ when byte.TryParse(signal, NumberStyles.None, CultureInfo.InvariantCulture, out var exit) =>
            this with { Kind = exit == 0 ? PingKind.Success : PingKind.Fail, ExitStatus = exit },
        _ => this with { Problem = (404, "behind the token may stand start, fail, log, or an exit status from 0 to 255") },
    };

    private PingRequest WithStatus(string? status) => status switch
    {
        null or "up" => this,
        "down" => this with { Kind = PingKind.Fail },
        _ => Wrong("status: expected up or down"),
    };

    private PingRequest WithRun(string? run) => run is null ? this
        : Guid.TryParse(run, out var id) ? this with { RunId = id }
        : Wrong("rid: expected a UUID");

    private PingRequest WithDuration(string key, string? ms) => ms is null ? this
        : double.TryParse(ms, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= LongestMs
            ? this with { Took = TimeSpan.FromMilliseconds(value) }
            : Wrong($"{key}: expected milliseconds, up to 31 days");

    private PingRequest Wrong(string text) => this with { Problem = Problem ?? (400, text) };

    /// <summary>Uptime Kuma's clients send keys without values.</summary>
    private static string? Value(IQueryCollection query, string key) => query[key].ToString() is { Length: > 0 } value ? value : null;
}
