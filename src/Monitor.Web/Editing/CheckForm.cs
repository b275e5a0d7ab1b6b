using System.Globalization;
using System.Text;

namespace Monitor.Web.Editing;

/// <summary>One entry of <c>checks:</c> as a form; writes the YAML that is validated and saved.</summary>
/// <remarks>Empty fields are left out of the YAML, so that the defaults stay where they are defined.</remarks>
public sealed class CheckForm
{
    public const string Http = "http";
    public const string Job = "job";

    public static IReadOnlyList<string> AlertWords { get; } = ["first_fail", "recovered", "deadline_miss"];

    public string Kind { get; set; } = Http;

    public string Name { get; set; } = "";

    public string Url { get; set; } = "";

    public string StatusUrl { get; set; } = "";

    public string ExpectStatus { get; set; } = "200";

    public List<PathRule> Rules { get; init; } = [];

    public string SuccessBy { get; set; } = "";

    public string MinutesAfterStart { get; set; } = "";

    public string Severity { get; set; } = "";

    public string Group { get; set; } = "";

    public string Interval { get; set; } = "";

    public string RetryInterval { get; set; } = "";

    public string FailureThreshold { get; set; } = "";

    public string SuccessThreshold { get; set; } = "";

    public string Timeout { get; set; } = "";

    public string Retries { get; set; } = "";

    public string WarnAboveMs { get; set; } = "";

    public string FailAboveMs { get; set; } = "";

    public HashSet<string> NotifyOn { get; init; } = ["first_fail", "recovered"];

    /// <summary>Posted to when the check fails; empty for no action.</summary>
    public string ActionUrl { get; set; } = "";

    public bool IsHttp => Kind == Http;

    public string ToYaml()
    {
        var yaml = new StringBuilder();
        Text(yaml, EntryKeys.Name, Name);
        Text(yaml, EntryKeys.Type, Kind);
        if (Severity.Length > 0)
            Text(yaml, EntryKeys.Severity, Severity);
        if (Group.Length > 0)
            Text(yaml, EntryKeys.Group, Group);
        if (IsHttp)
            WriteHttp(yaml);
        else
            WriteJob(yaml);
        Raw(yaml, EntryKeys.Interval, Interval);
        Raw(yaml, EntryKeys.RetryInterval, RetryInterval);
        Raw(yaml, EntryKeys.FailureThreshold, FailureThreshold);
        Raw(yaml, EntryKeys.SuccessThreshold, SuccessThreshold);
        Raw(yaml, EntryKeys.Timeout, Timeout);
        Raw(yaml, EntryKeys.Retries, Retries);
        Raw(yaml, EntryKeys.WarnAbove, WarnAboveMs);
        Raw(yaml, EntryKeys.FailAbove, FailAboveMs);
        if (NotifyOn.Count > 0)
            yaml.Append(CultureInfo.InvariantCulture, $"{EntryKeys.NotifyOn}: [{string.Join(", ", AlertWords.Where(NotifyOn.Contains))}]\n");
        if (ActionUrl.Length > 0)
            yaml.Append(CultureInfo.InvariantCulture, $"on_fail:\n  actions:\n    - type: http_post\n      url: {YamlText.Scalar(ActionUrl)}\n");
        return yaml.ToString();
    }

    private void WriteHttp(StringBuilder yaml)
    {
        Text(yaml, EntryKeys.Url, Url);
        Raw(yaml, EntryKeys.ExpectStatus, ExpectStatus);
        if (Rules.Count == 0)
            return;
        yaml.Append(CultureInfo.InvariantCulture, $"{EntryKeys.ExpectJsonPath}:\n");
        foreach (var rule in Rules)
            yaml.Append(CultureInfo.InvariantCulture, $"  - path: {YamlText.Scalar(rule.Path)}\n    {rule.Predicate}: {YamlText.Value(rule.Value)}\n");
    }

    private void WriteJob(StringBuilder yaml)
    {
        Text(yaml, EntryKeys.StatusUrl, StatusUrl);
        if (SuccessBy.Length > 0)
            yaml.Append(CultureInfo.InvariantCulture, $"{EntryKeys.SuccessBy}: {Quote(SuccessBy)}\n");
        Raw(yaml, EntryKeys.MinutesAfterStart, MinutesAfterStart);
    }

    // A name is asked for even while it is empty: the check of the entry should say what is missing.
    private static void Text(StringBuilder yaml, string key, string text) =>
        yaml.Append(CultureInfo.InvariantCulture, $"{key}: {YamlText.Scalar(text)}\n");

    // Numbers and durations stay as typed; anything else is written as text, for validation to say what is wrong.
    private static void Raw(StringBuilder yaml, string key, string typed)
    {
        if (!string.IsNullOrWhiteSpace(typed))
            yaml.Append(CultureInfo.InvariantCulture, $"{key}: {YamlText.Value(typed.Trim())}\n");
    }

    // 23:59 without quotes is a number of minutes to some readers of YAML.
    private static string Quote(string clock) => YamlText.Scalar(clock);
}

/// <summary>One line of <c>expect_jsonpath</c>.</summary>
public sealed class PathRule
{
    public static IReadOnlyList<string> Predicates { get; } = ["equals", "lt", "gt"];

    public string Path { get; set; } = "$.";

    public string Predicate { get; set; } = "equals";

    /// <summary>As typed: <c>true</c> and <c>12</c> are JSON, everything else is text.</summary>
    public string Value { get; set; } = "";
}

/// <summary>The keys of an entry that the form knows, named in one place.</summary>
public static class EntryKeys
{
    public const string Name = "name";
    public const string Type = "type";
    public const string Severity = "severity";
    public const string Group = "group";
    public const string Url = "url";
    public const string StatusUrl = "status_url";
    public const string ExpectStatus = "expect_status";
    public const string ExpectJsonPath = "expect_jsonpath";
    public const string SuccessBy = "success_by";
    public const string MinutesAfterStart = "minutes_after_start";
    public const string Interval = "interval";
    public const string RetryInterval = "retry_interval";
    public const string FailureThreshold = "failure_threshold";
    public const string SuccessThreshold = "success_threshold";
    public const string Timeout = "timeout";
    public const string Retries = "retries";
    public const string WarnAbove = "warn_above_ms";
    public const string FailAbove = "fail_above_ms";
    public const string NotifyOn = "notify_on";
    public const string OnFail = "on_fail";

    /// <summary>The form's name for <c>on_fail.actions[0].url</c>.</summary>
    public const string ActionUrl = "actions.url";
}
