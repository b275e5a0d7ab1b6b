using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.Actors.Checks.Net;

namespace Monitor.Actors.Checks;

/// <summary>Makes observations and their details rows: <c>{"error": …}</c> and its kin (PARITY H4), never over 1 KiB.</summary>
public static class ErrorDetails
{
    private const int MaxText = 400;

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Observation Error(string reason, int? statusCode = null) =>
        Make(ObservationKind.Error, reason, statusCode, ("error", Short(reason)));

    public static Observation Failed(string reason, int? statusCode = null) =>
        Make(ObservationKind.Failed, reason, statusCode, ("error", Short(reason)));

    public static Observation NotObserved(string reason) =>
        Make(ObservationKind.NotObserved, reason, null, ("error", Short(reason)));

    /// <summary>No connection was made.</summary>
    public static Observation Of(DialException problem) => Make(problem.Kind, problem.Message, null, ("error", Short(problem.Message)));

    /// <summary>An observation with details of its own.</summary>
    public static Observation Make(ObservationKind kind, string? reason, int? statusCode, params (string Key, object? Value)[] details) =>
        new(kind, reason is null ? null : Short(reason), statusCode, Json(details));

    public static string Json(params (string Key, object? Value)[] fields) =>
        JsonSerializer.Serialize(fields.ToDictionary(field => field.Key, field => field.Value), Options);

    /// <summary>At most so many characters, with control characters made visible, so that no terminal escape gets through.</summary>
    public static string Short(string text, int max = MaxText)
    {
        var cut = text.Length <= max ? text : string.Concat(text.AsSpan(0, max - 1), "…");
        return string.Create(cut.Length, cut, static (chars, from) =>
        {
            for (var i = 0; i < chars.Length; i++)
                chars[i] = char.IsControl(from[i]) && from[i] != '\n' ? '\uFFFD' : from[i];
        });
    }
}
