using System.Text.RegularExpressions;
using Grpc.Core;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Monitor.Actors.Checks.Talk;

/// <summary>Says in words what a gRPC health service answers, or why it does not.</summary>
public static partial class GrpcText
{
    private const string NotGrpc = "Bad gRPC response. ";

    public static string Word(ServingStatus status) => status switch
    {
        ServingStatus.Serving => "SERVING",
        ServingStatus.NotServing => "NOT_SERVING",
        ServingStatus.ServiceUnknown => "SERVICE_UNKNOWN",
        _ => "UNKNOWN",
    };

    /// <summary>Null when it is SERVING.</summary>
    public static string? Problem(ServingStatus status, string service) =>
        status == ServingStatus.Serving ? null : $"{Called(service)} is {Word(status)}, expected SERVING";

    /// <summary>Why the server did not say how it is.</summary>
    public static string Refusal(Status status, string service) => status.StatusCode switch
    {
        _ when status.Detail.StartsWith(NotGrpc, StringComparison.Ordinal) => $"not a gRPC answer: {status.Detail[NotGrpc.Length..]}",
        StatusCode.Unimplemented => "the server has no health service (grpc.health.v1.Health)",
        StatusCode.NotFound => $"{Called(service)} is unknown to the server",
        _ => $"gRPC status {Words().Replace(status.StatusCode.ToString(), "_").ToUpperInvariant()}{(status.Detail.Length > 0 ? $": {status.Detail}" : "")}, expected OK",
    };

    public static bool IsMetadata(string name) =>
        Name().IsMatch(name) && !name.StartsWith("grpc-", StringComparison.Ordinal) && !name.EndsWith("-bin", StringComparison.Ordinal);

    private static string Called(string service) => service.Length > 0 ? $"service {service}" : "the server";

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex("^[a-z0-9_.-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
