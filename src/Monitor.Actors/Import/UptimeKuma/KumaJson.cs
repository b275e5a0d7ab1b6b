using System.Text.RegularExpressions;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import.UptimeKuma;

/// <summary>What a json-query expects: simple paths of JSONata are JSONPaths too, the rest of that language is not translated.</summary>
internal static partial class KumaJson
{
    public static IEnumerable<YamlNode> Rules(Draft draft, Given given)
    {
        var (path, wanted, sign) = (given.Text("jsonPath") ?? "$", given.Text("expectedValue") ?? "", given.Text("jsonPathOperator") ?? "==");
        if (!Simple().IsMatch(path))
        {
            draft.Miss("jsonPath", $"{Shown.Quoted(path)} is more than a path", "write expect_jsonpath with a JSONPath");
            yield break;
        }

        var where = path is "$" || path.StartsWith("$.", StringComparison.Ordinal) || path.StartsWith("$[", StringComparison.Ordinal) ? path : $"$.{path}";
        foreach (var (predicate, value) in Predicates(sign, wanted))
            yield return Made.Map(("path", Made.Text(where)), (predicate, value));
    }

    /// <summary>Uptime Kuma compares texts: what looks like a number or a boolean may be either.</summary>
    private static IEnumerable<(string Predicate, YamlNode Value)> Predicates(string sign, string wanted)
    {
        YamlNode[] readings = YamlScalars.IsTyped(wanted) && wanted.Length > 0 ? [Made.Plain(wanted), Made.Text(wanted)] : [Made.Text(wanted)];
        return sign switch
        {
            "!=" => readings.Select(reading => ("not_equals", reading)),
            "<" => [("lt", Made.Plain(wanted))],
            "<=" => [("lte", Made.Plain(wanted))],
            ">" => [("gt", Made.Plain(wanted))],
            ">=" => [("gte", Made.Plain(wanted))],
            "contains" => [("contains", Made.Text(wanted))],
            _ => readings.Length > 1 ? [("in", Made.List(readings))] : [("equals", readings[0])],
        };
    }

    [GeneratedRegex(@"^(\$|(\$\.|\$(?=\[))?([A-Za-z_][A-Za-z0-9_]*|(?<=\$)\[[0-9]+\])(\.[A-Za-z_][A-Za-z0-9_]*|\[[0-9]+\])*)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Simple();
}
