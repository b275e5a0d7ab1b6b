using System.Text.RegularExpressions;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Assertions;

/// <summary>One rule of <c>expect_header</c>: what must hold of the text of a header.</summary>
internal sealed partial record HeaderAssertion(string Name, Predicates Predicates) : Assertion
{
    public static ConfigKey Key { get; } = new("expect_header",
        KeyShape.Either(
            KeyShape.List(KeyShape.Known("named_header_rule",
                [new("name", KeyShape.Text, "the header, without regard to case") { Required = true }, .. Predicates.KeysForText, SeverityKey])),
            KeyShape.Names(KeyShape.Either(KeyShape.Text, KeyShape.Known("header_rule", [.. Predicates.KeysForText, SeverityKey])))),
        "the text of the header is so; names without regard to case")
    { Range = "a list of `{ name, predicates }`, or a mapping of names to texts or `{ predicates }`" };

    public override string About => $"header {Name}";

    public override string? Problem(Answer answer) =>
        Predicates.ProblemOfText($"header {Name}", answer.Facts.Header?.Invoke(Name));

    /// <summary>A list of rules with names, or a mapping of names to texts or rules.</summary>
    public static IEnumerable<Assertion> Read(YamlSection keys)
    {
        if (!keys.IsMapping("expect_header"))
            return keys.Sections("expect_header").Select(ReadItem);
        var byName = keys.Section("expect_header")!; // it is a mapping
        return byName.Keys.ToList().Select(name => ReadNamed(name, byName));
    }

    private static HeaderAssertion ReadItem(YamlSection keys)
    {
        var name = keys.Text("name");
        if (name.Length > 0)
            CheckName(name, keys, "name");
        return new(name, Predicates.ReadForText(keys)) { OnlyWarns = ReadOnlyWarns(keys) };
    }

    private static HeaderAssertion ReadNamed(string name, YamlSection byName)
    {
        CheckName(name, byName, name);
        return byName.IsMapping(name) && byName.Section(name) is { } keys
            ? new(name, Predicates.ReadForText(keys)) { OnlyWarns = ReadOnlyWarns(keys) }
            : new(name, Predicates.EqualToText(byName.Text(name)));
    }

    private static void CheckName(string name, YamlSection keys, string key)
    {
        if (!NameForm().IsMatch(name))
            keys.Problem(key, $"\"{ErrorDetails.Short(name, 60)}\" is not the name of a header", "write it like content-type");
    }

    [GeneratedRegex(@"^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();
}
