using System.Text.RegularExpressions;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import;

/// <summary>Finds secrets by the names beside them: in the query of a URL, in a body, in a header.</summary>
internal static partial class HiddenSecrets
{
    private const string Words = "token|key|secret|sig|pass|pwd|auth|cookie|credential";

    public static bool IsSecretName(string name) => Name().IsMatch(name);

    /// <summary>A text that holds a placeholder already is nobody's secret.</summary>
    public static bool IsFilled(string text) => Placeholders.In(text).Any();

    /// <summary>The text with every secret replaced by a variable of its own.</summary>
    public static string Replace(string text, Draft check, string key, Variables variables) =>
        Pair().Replace(text, match =>
        {
            var (name, value) = (match.Groups["name"].Value, match.Groups["value"].Value);
            return value.Length == 0 || IsFilled(value) ? match.Value
                : $"{match.Groups["before"].Value}{variables.Hide(Unescaped(value), check, $"{key} ({name})", name)}{match.Groups["after"].Value}";
        });

    private static string Unescaped(string value) => value.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(value) : value;

    [GeneratedRegex(Words, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(
        "(?<before>(?:^|[?&;\\s])(?<name>[A-Za-z0-9_.-]*(?:" + Words + ")[A-Za-z0-9_.-]*)=)(?<value>[^&;#\\s\"]+)(?<after>)"
        + "|(?<before>\"(?<name>[A-Za-z0-9_. -]*(?:" + Words + ")[A-Za-z0-9_. -]*)\"\\s*:\\s*\")(?<value>(?:[^\"\\\\]|\\\\.)+)(?<after>\")",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pair();
}
