using System.Text;

namespace Monitor.Bench;

/// <summary>The configuration of a run, as an operator would write it.</summary>
public static class ChecksYaml
{
    /// <summary>Checks of a real target.</summary>
    public static string Http(Workload work, int port) => Of(work, (text, i) => text
        .Append("type: http, url: '").Append(work.Url(i, port)).Append("', expect_status: 200, connection: ").Append(work.Reuse ? "reuse" : "fresh")
        .Append(", expect_jsonpath: [{path: $.ok, equals: true}]"));

    /// <summary>Checks that ask nobody: what is left is the engine.</summary>
    public static string Switched(Workload work) => Of(work, (text, _) => text.Append("type: ").Append(SwitchedCheck.TypeName));

    private static string Of(Workload work, Action<StringBuilder, int> own)
    {
        var text = new StringBuilder($"global:\n  interval: {work.Interval}\n  timeout: {work.Timeout}\nchecks:\n");
        for (var i = 0; i < work.Checks; i++)
        {
            text.Append("  - {name: c").Append(i).Append(", ");
            own(text, i);
            text.Append(", notify_on: [first_fail, recovered]}\n");
        }

        return text.ToString();
    }
}
