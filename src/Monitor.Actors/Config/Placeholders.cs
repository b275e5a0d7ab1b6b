using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Monitor.Actors.Config;

/// <summary>Fills <c>{UPPER_CASE}</c> and <c>${UPPER_CASE}</c> in values that are parsed already, once, never again in what came in.</summary>
/// <remarks>
/// <c>{{NAME}}</c> and <c>$${NAME}</c> stand for the literal <c>{NAME}</c> and <c>${NAME}</c>; <c>{lower_case}</c> is left
/// alone. With <see cref="Allowed"/> set, other names are refused: an entry that came over the network must not be able
/// to send a password to an address of its choice.
/// </remarks>
internal sealed partial record Placeholders(IReadOnlyDictionary<string, string> Environment, ImmutableHashSet<string>? Allowed = null)
{
    public static bool IsName(string text) => Name().IsMatch(text);

    /// <summary>One placeholder and nothing else.</summary>
    public static bool IsOnly(string text) =>
        Placeholder().Match(text) is { Success: true } match && match.Length == text.Length && match.Groups["name"].Success;

    /// <summary>The names that would be filled into <paramref name="text"/>, and where each begins.</summary>
    public static IEnumerable<(string Name, int At)> In(string text) =>
        Placeholder().Matches(text).Where(match => match.Groups["name"].Success).Select(match => (match.Groups["name"].Value, match.Index));

    /// <summary>All texts in <paramref name="map"/> filled, except the values of <paramref name="except"/>.</summary>
    public YamlMap Fill(YamlMap map, string place, ProblemList problems, params ReadOnlySpan<string> except)
    {
        var entries = map.Entries.ToBuilder();
        for (var i = 0; i < entries.Count; i++)
            if (!except.Contains(entries[i].Key))
                entries[i] = entries[i] with { Value = Fill(entries[i].Value, $"{place}.{Shown.Printable(entries[i].Key)}".TrimStart('.'), problems) };
        return map with { Entries = entries.DrainToImmutable() };
    }

    private YamlNode Fill(YamlNode node, string place, ProblemList problems) => node switch
    {
        YamlMap map => Fill(map, place, problems),
        YamlList list => list with { Items = [.. list.Items.Select((item, i) => Fill(item, $"{place}[{i}]", problems))] },
        YamlScalar scalar when scalar.Value.Contains('{', StringComparison.Ordinal) => Fill(scalar, place, problems),
        _ => node,
    };

    private YamlScalar Fill(YamlScalar scalar, string place, ProblemList problems)
    {
        var values = ImmutableDictionary<string, string>.Empty;
        var filled = Placeholder().Replace(scalar.Value, match => match switch
        {
            _ when match.Value.StartsWith("$$", StringComparison.Ordinal) => match.Value[1..],
            _ when match.Value.StartsWith("{{", StringComparison.Ordinal) => match.Value[1..^1],
            _ => Value(match),
        });
        return scalar with { Value = filled, Filled = values };

        string Value(Match match)
        {
            var value = ValueOf(match.Groups["name"].Value, match.Value, scalar, place, problems);
            values = values.SetItem(match.Value, value);
            return value;
        }
    }

    private string ValueOf(string name, string asWritten, YamlScalar at, string place, ProblemList problems)
    {
        if (Allowed is not null && !Allowed.Contains(name))
            problems.Error(at, place, $"variable {name} is not allowed here", "list it under vars: in checks.yaml");
        else if (Environment.TryGetValue(name, out var value) && value.Length > 0)
            return value;
        else
            problems.Error(at, place, $"{{{name}}} is not set", "add it to .env");
        return asWritten;
    }

    [GeneratedRegex(@"\$\$\{[A-Z][A-Z0-9_]*\}|\{\{[A-Z][A-Z0-9_]*\}\}|\$?\{(?<name>[A-Z][A-Z0-9_]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^[A-Z][A-Z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
