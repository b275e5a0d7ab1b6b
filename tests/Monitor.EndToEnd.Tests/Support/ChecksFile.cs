using System.Globalization;
using System.Text;

namespace Monitor.EndToEnd.Tests.Support;

/// <summary>Makes a checks.yaml for scripted targets: one http check a name, as quick as allowed.</summary>
public static class ChecksFile
{
    public static string Of(ScriptedTarget target, IEnumerable<string> names, int interval = 1, int retries = 0, string extra = "")
    {
        var yaml = new StringBuilder();
        yaml.Append(CultureInfo.InvariantCulture, $"global:\n  interval: {interval}\n  retries: {retries}\n  retry_backoff_s: 1\n{extra}checks:\n");
        foreach (var name in names)
            yaml.Append(Entry(target, name));
        return yaml.ToString();
    }

    public static string Entry(ScriptedTarget target, string name, string more = "") =>
        $"""
          - name: {name}
            type: http
            url: "{target.UrlOf(name)}"
            expect_status: 200
            severity: P1
            notify_on: [first_fail, recovered]
        {more}
        """;

    /// <summary>Numbered names: such as a01, a02, …</summary>
    public static string[] Names(string prefix, int count) =>
        [.. Enumerable.Range(1, count).Select(n => string.Create(CultureInfo.InvariantCulture, $"{prefix}{n:00}"))];
}
