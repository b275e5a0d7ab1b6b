using System.Collections.Immutable;
using System.Globalization;

namespace Monitor.Actors.Checks.Healthz;

/// <summary>Which entries of a health report count, and how much; pure.</summary>
/// <param name="Only">These must be there, and no others count; empty for all.</param>
/// <param name="Ignored">Do not count.</param>
/// <param name="Lenient">Are a warning at worst.</param>
public sealed record HealthRules(ImmutableArray<string> Only, ImmutableArray<string> Ignored, ImmutableArray<string> Lenient)
{
    private const int OK = 200;
    private const int Unavailable = 503;

    private static readonly string[] Words = ["not known", "Healthy", "Degraded", "Unhealthy"];

    /// <summary>Somebody has an opinion of the entries that may not be the target's.</summary>
    private bool Choose => Only.Length + Ignored.Length + Lenient.Length > 0;

    public Observation Judge(HealthReport report, int statusCode)
    {
        var parts = Parts(report);
        var worst = parts.Select(part => part.Status).Append(Choose ? CheckStatus.Ok : report.Status).MaxBy(Rank);
        var seen = worst switch
        {
            CheckStatus.Ok when !Choose && statusCode == Unavailable =>
                ErrorDetails.Failed($"HTTP {statusCode} with status {Words[(int)report.Status]}, expected {OK}", statusCode),
            CheckStatus.Ok => new Observation(ObservationKind.Passed, null, statusCode),
            CheckStatus.Warn => Said(ObservationKind.Warned, report, parts, statusCode),
            _ => Said(ObservationKind.Failed, report, parts, statusCode),
        };
        return seen with { Parts = SubResult.WorstFirst(parts) };
    }

    private List<SubResult> Parts(HealthReport report)
    {
        var parts = report.Entries.Where(entry => (Only.IsEmpty || Has(Only, entry.Name)) && !Has(Ignored, entry.Name))
            .Select(entry => entry.Status == CheckStatus.Fail && Has(Lenient, entry.Name) ? entry with { Status = CheckStatus.Warn } : entry).ToList();
        parts.AddRange(Only.Where(name => !report.Entries.Any(entry => Same(entry.Name, name))).Select(name => new SubResult(name, CheckStatus.Fail, "is not in the report")));
        return parts;
    }

    private static Observation Said(ObservationKind kind, HealthReport report, List<SubResult> parts, int statusCode)
    {
        var bad = parts.Where(part => part.Status != CheckStatus.Ok).OrderByDescending(part => Rank(part.Status)).ThenBy(part => part.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var reason = bad.Count == 0
            ? $"status {Words[(int)report.Status]}, expected Healthy"
            : string.Create(CultureInfo.InvariantCulture, $"{bad.Count} of {parts.Count} not Healthy: {string.Join(", ", bad.Take(10).Select(Word))}{(bad.Count > 10 ? ", …" : "")}");
        return ErrorDetails.Make(kind, reason, statusCode, ("status_code", statusCode), ("error", ErrorDetails.Short(reason)));
    }

    private static string Word(SubResult part) => part.Reason is { } reason ? $"{part.Name} ({reason})" : $"{part.Name} {Words[(int)part.Status]}";

    private static int Rank(CheckStatus status) => (int)status;

    private static bool Has(ImmutableArray<string> names, string name) => names.Any(one => Same(one, name));

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
