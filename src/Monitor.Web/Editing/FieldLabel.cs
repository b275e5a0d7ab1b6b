namespace Monitor.Web.Editing;

/// <summary>The name of a key as a label.</summary>
public static class FieldLabel
{
    private static readonly Dictionary<string, string> Spoken = new(StringComparer.Ordinal)
    {
        ["url"] = "URL",
        ["status_url"] = "Status URL",
        ["tls"] = "TLS",
        ["dns"] = "DNS",
        ["json"] = "JSON",
        ["ip_family"] = "IP family",
        ["expect_jsonpath"] = "JSONPath rules",
        ["expect_status"] = "Expected status",
        ["interval"] = "Every",
        ["retry_interval"] = "While failing, every",
        ["failure_threshold"] = "Failures to be down",
        ["success_threshold"] = "Good rounds to recover",
        ["success_by"] = "Succeed by",
        ["minutes_after_start"] = "Or minutes after start",
        ["api_warn_ms"] = "WARN from (ms)",
        ["api_crit_ms"] = "FAIL from (ms)",
        ["thresholds"] = "Latency limits",
        ["notify_on"] = "Notify on",
        ["on_fail"] = "On failure, POST to",
        ["first_fail"] = "first failure",
        ["deadline_miss"] = "missed deadline",
        ["ca_file"] = "CA file",
    };

    /// <param name="path">Of a key, or a word to choose.</param>
    public static string Of(string path)
    {
        var name = path.Split('.')[^1];
        return Spoken.TryGetValue(name, out var spoken) ? spoken
            : name.StartsWith("expect_", StringComparison.Ordinal) ? $"Expected {Words(name["expect_".Length..])}"
            : char.ToUpperInvariant(name[0]) + Words(name[1..]);
    }

    private static string Words(string name) => name.Replace('_', ' ').Replace("url", "URL", StringComparison.Ordinal);
}
