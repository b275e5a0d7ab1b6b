using Monitor.Actors.Checks.Assertions.Conditions;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Assertions;

/// <summary>Reads <c>conditions:</c>, each a text or a mapping with its severity.</summary>
internal static class ConditionsReader
{
    public static ConfigKey Key { get; } = new("conditions",
        KeyShape.ListOrOne(KeyShape.Either(KeyShape.Text, KeyShape.Known("condition_rule",
            new("condition", KeyShape.Text, "two sides and a comparison, in quotes") { Required = true },
            Assertion.SeverityKey))),
        "each of them holds, see [conditions](#conditions)")
    { Range = "a list of texts or `{ condition, severity }`" };

    public static IEnumerable<Assertion> Read(YamlSection keys, FactKeys known) =>
        keys.Items("conditions").Select(item => ReadOne(item, known)).OfType<Assertion>();

    private static Condition? ReadOne(YamlItem item, FactKeys known)
    {
        if (item.Section is { } section)
        {
            var onlyWarns = Assertion.ReadOnlyWarns(section);
            var written = section.Text("condition");
            return written.Length > 0 && Compile(written, known, (fault, fix) => section.Problem("condition", fault, fix)) is { } compiled
                ? compiled with { OnlyWarns = onlyWarns }
                : null;
        }

        if (item.Text is { } text)
            return Compile(text, known, item.Problem);
        item.Expected("a condition", "write it in quotes, like \"[STATUS] == 200\"");
        return null;
    }

    private static Condition? Compile(string text, FactKeys known, Action<string, string> report)
    {
        try
        {
            return ConditionParser.Read(text, known);
        }
        catch (ConditionFault fault)
        {
            report($"not a condition, at character {fault.Position + 1}: {fault.Message}", fault.Fix);
            return null;
        }
    }
}
