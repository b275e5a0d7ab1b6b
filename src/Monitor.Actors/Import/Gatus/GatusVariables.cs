using System.Text;
using System.Text.RegularExpressions;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import.Gatus;

/// <summary>Writes Gatus's <c>${NAME}</c> and <c>$NAME</c> as placeholders of ours.</summary>
internal static partial class GatusVariables
{
    public static YamlMap Translate(YamlMap root, ImportRun run)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        var translated = (YamlMap)LiteralText.Each(root, text => Translate(text, name => renamed[name] = NameOf(name)));
        foreach (var (before, name) in renamed)
        {
            run.Variables.Reserve(name);
            if (before != name)
                run.Change($"variable {before}", "names of variables are in upper case here", $"set {name} in .env");
        }

        return translated;
    }

    private static string NameOf(string name) => Placeholders.IsName(name) ? name : Variables.NameOf(name);

    private static string Translate(string text, Func<string, string> nameOf)
    {
        if (!text.Contains('$', StringComparison.Ordinal))
            return LiteralText.Escape(text);
        var (whole, literal, at) = (new StringBuilder(), new StringBuilder(), 0);
        foreach (Match match in Variable().Matches(text))
        {
            literal.Append(text, at, match.Index - at);
            at = match.Index + match.Length;
            if (match.Groups["name"].Success)
                End().Append(whole is [.., '{'] ? "$" : "").Append('{').Append(nameOf(match.Groups["name"].Value)).Append('}');
            else
                literal.Append('$');
        }

        literal.Append(text, at, text.Length - at);
        return End().ToString();

        StringBuilder End()
        {
            whole.Append(LiteralText.Escape(literal.ToString()));
            literal.Clear();
            return whole;
        }
    }

    [GeneratedRegex(@"\$\$|\$\{(?<name>[A-Za-z_][A-Za-z0-9_]{0,99})\}|\$(?<name>[A-Za-z_][A-Za-z0-9_]{0,99})", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
