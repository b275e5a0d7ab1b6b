using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;

namespace Monitor.Actors.Config;

/// <summary>Reads an entry that came alone, from the dialog or the API, against the configuration that runs.</summary>
internal static class SingleEntry
{
    public static EntryReading Read(string text, string? replacing, MonitorConfig config, ConfigSurroundings around, string file, CheckOrigin origin)
    {
        var problems = new ProblemList(file);
        text = SourceText.WithoutMark(text);
        if (Parse(text, around.Limits, problems) is not { } entry)
            return new EntryReading(null, problems.InOrder());
        var allowed = origin == CheckOrigin.Board ? config.Global.Vars : null;
        var context = new EntryContext(config.Global, around, new Placeholders(around.Environment, allowed), origin, text);
        var definition = EntryReader.Read(entry, "entry", context, problems);
        var taken = Clash(entry, replacing, config);
        if (taken is not null)
            problems.Error(entry.Find("name")!.Value, $"{taken.Name}.name", $"the name is already used at {taken.Source}", "choose another; case makes no difference");
        if (definition is not null && taken is null)
            definition = Connect(definition, replacing, config, problems);
        if (definition is not null && origin == CheckOrigin.Board)
            Reach(definition, entry, config.Network with { OwnPorts = around.OwnPorts }, problems);
        if (definition is null || taken is not null || problems.Errors > 0)
            return new EntryReading(null, problems.InOrder(), taken);
        var relations = Relations.Problems([.. config.Checks.Where(check => !IsNamed(check, replacing)), definition]);
        if (relations.Any(problem => problem.Severity == ConfigSeverity.Error))
            return new EntryReading(null, problems.InOrder().AddRange(relations));
        var shown = entry.Flow ? definition with { Yaml = BlockYaml.Write(TokenMask.Entry(entry, definition)) } : definition;
        return new EntryReading(shown, problems.InOrder().AddRange(relations));
    }

    /// <summary>The mapping in <paramref name="text"/>, or in its list of one, as it is pasted from a file.</summary>
    public static YamlMap? Parse(string text, YamlLimits limits, ProblemList problems)
    {
        var root = YamlTree.Read(text, limits, problems);
        if (root is YamlMap or YamlList { Items: [YamlMap] })
            return root as YamlMap ?? (YamlMap)((YamlList)root).Items[0];
        if (problems.Errors == 0)
            problems.Error(root?.Line ?? 1, root?.Column ?? 1, "", $"expected one entry, got {(root is null ? "nothing" : Shown.Kind(root))}", "write name:, type: and its other keys");
        return null;
    }

    private static CheckDefinition? Connect(CheckDefinition definition, string? replacing, MonitorConfig config, ProblemList problems)
    {
        var old = CheckName.TryParse(replacing, out var name, out _) ? name.Key : definition.Name.Key;
        var before = problems.Errors;
        var checks = Dependencies.Resolve(
            [definition, .. config.Checks.Where(check => check.Name.Key != old)],
            (check, fault, fix) =>
            {
                if (check.Name == definition.Name || fault.Contains('→', StringComparison.Ordinal))
                    problems.Error(1, 1, $"{check.Name}.depends_on", fault, fix);
            });
        return problems.Errors == before ? checks[0] : null;
    }

    /// <summary>What the policy would block at every probe is told at once.</summary>
    public static void Reach(CheckDefinition definition, YamlMap entry, NetworkRules rules, ProblemList problems)
    {
        if (definition.Host is not { } host || rules.RefusalOf(host, NetworkLevel.Board) is not { } refusal)
            return;
        var url = entry.Find("url")?.Value;
        var shown = url is YamlScalar scalar ? scalar.Masked(refusal) : refusal;
        problems.Error(
            url ?? entry, url is null ? definition.Name.Value : $"{definition.Name}.url", $"blocked by network policy: {shown}", "see network.board in docs/checks-reference.md");
    }

    private static CheckDefinition? Clash(YamlMap entry, string? replacing, MonitorConfig config)
    {
        if (entry.Find("name")?.Value is not YamlScalar scalar || !CheckName.TryParse(scalar.Value, out var name, out _))
            return null;
        return config.Checks.FirstOrDefault(check => check.Name.Key == name.Key && !IsNamed(check, replacing));
    }

    private static bool IsNamed(CheckDefinition check, string? name) =>
        CheckName.TryParse(name, out var old, out _) && check.Name.Key == old.Key;
}
