using System.Collections.Immutable;
using System.Text.Json;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Systems;

/// <summary>What is expected of one value that a server gave; every rule fails the check, or only warns.</summary>
public sealed class ValueRules
{
    private const int Most = 20;

    private readonly string _subject;
    private readonly ImmutableArray<(Predicates Predicates, bool OnlyWarns)> _all;

    private ValueRules(string subject, ImmutableArray<(Predicates, bool)> all) => (_subject, _all) = (subject, all);

    /// <summary>Nothing is expected.</summary>
    public static ValueRules None { get; } = new("", []);

    public bool IsEmpty => _all.IsEmpty;

    /// <summary>A key that holds a rule, or a list of them.</summary>
    internal static ConfigKey Key(string name, string meaning, bool ofText = false) => new(name,
        KeyShape.ListOrOne(ofText
            ? KeyShape.Known("text_rule", [.. Predicates.KeysForText, Assertion.SeverityKey])
            : KeyShape.Known("value_rule", [.. Predicates.Keys, Assertion.SeverityKey])),
        meaning)
    { Absent = "any", Range = $"a rule, or a list of up to {Most}" };

    /// <summary>One rule under <paramref name="key"/>, or a list of them.</summary>
    /// <param name="subject">What the value is called in texts.</param>
    /// <param name="ofText">The value is a text by nature: <c>lt: 3</c> means the number that it spells.</param>
    internal static ValueRules Read(YamlSection keys, string key, string subject, bool ofText = false)
    {
        var items = keys.Items(key);
        if (items.Count > Most)
            keys.Problem(key, $"has {items.Count} rules, at most {Most} will do", "remove some");
        return new ValueRules(subject, [.. items.Take(Most).Select(item => RuleOf(item, ofText)).OfType<(Predicates, bool)>()]);
    }

    /// <summary>Each rule that does not hold.</summary>
    /// <param name="value">Null when there is none.</param>
    internal IEnumerable<ValueProblem> Problems(JsonElement? value) => _all
        .Select(rule => (Text: rule.Predicates.Problem(_subject, value), rule.OnlyWarns))
        .Where(found => found.Text is not null)
        .Select(found => new ValueProblem(found.Text!, found.OnlyWarns)); // not null: just asked

    private static (Predicates, bool)? RuleOf(YamlItem item, bool ofText)
    {
        if (item.Section is not { } section)
        {
            item.Expected("a rule", "write it like { lt: 100 }");
            return null;
        }

        var rule = (Predicates: ofText ? Predicates.ReadForText(section) : Predicates.Read(section), section.Choice("severity", "fail", "fail", "warn") == "warn");
        if (rule.Predicates.IsEmpty)
            item.Problem("asks for nothing", "write a comparison, such as lt: 100");
        return rule;
    }
}

/// <summary>What was expected of a value and what it is.</summary>
internal readonly record struct ValueProblem(string Text, bool OnlyWarns);
