using System.Text.RegularExpressions;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Tls;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Tests.Config.Support;

/// <summary>Writes tables and examples into the regions of docs/checks-reference.md that are marked for them; the rest is written by hand.</summary>
internal sealed partial class ReferencePage(CheckTypes types)
{
    /// <summary>Some channels and remedies are called as some checks are.</summary>
    private const string ChannelPrefix = "channel-";

    private const string RemedyPrefix = "remedy-";

    private const AssertionKeys EveryAssertion = AssertionKeys.Status | AssertionKeys.Header | AssertionKeys.Body | AssertionKeys.JsonPath
        | AssertionKeys.Latency | AssertionKeys.Conditions;

    public string Rewritten(string page) => Region().Replace(page.ReplaceLineEndings("\n"), region =>
    {
        var (kind, names) = (region.Groups["kind"].Value, region.Groups["names"].Value);
        var text = kind == "keys" ? KeyTable.Of(Merged(names.Split(", "))) : Example(names);
        return $"<!-- {kind}: {names} -->\n{text}\n<!-- /{kind} -->";
    });

    public static IEnumerable<string> Names(string page, string kind) =>
        Region().Matches(page).Where(region => region.Groups["kind"].Value == kind).SelectMany(region => region.Groups["names"].Value.Split(", "));

    private IEnumerable<ConfigKey> KeysOf(string name) => name switch
    {
        "file" => ConfigReader.Keys(types),
        "global" => GlobalSettings.Keys,
        "check" => EntryReader.Keys(types),
        "maintenance" => MaintenanceReader.SharedWindowKeys,
        "route-match" => RouteReader.MatchKeys,
        "route" => RouteReader.RouteKeys,
        "reports" => ReportReader.Keys,
        "status-page" => StatusPageSettings.Keys,
        "assertions" => AssertionSet.KeysOf(EveryAssertion).Select(key => key with { See = null }),
        "predicates" => Predicates.Keys,
        "paths" => JsonPathAssertion.PathKeys,
        "request" => HttpRequestReader.Keys.Where(key => key.Name != "url"),
        "tls-settings" => TlsSettings.Keys,
        "actions" => ActionReader.Keys(types),
        "channels" => ChannelReader.Keys(types),
        _ when ChannelNamed(name) is { } channel => channel.Keys,
        _ when name.StartsWith(RemedyPrefix, StringComparison.Ordinal) => types.Remedies[name[RemedyPrefix.Length..]].Keys,
        _ when types.Checks.TryGetValue(name, out var check) => check.Keys,
        _ => types.Remedies[name].Keys,
    };

    /// <summary>Types that differ only in what holds when a key is absent share a table.</summary>
    private IEnumerable<ConfigKey> Merged(string[] names)
    {
        var all = names.Select(name => KeysOf(name).ToList()).ToList();
        Assert.All(all, keys => Assert.Equal(all[0].Select(key => key.Name), keys.Select(key => key.Name)));
        return all[0].Select((key, i) => all.Select(keys => keys[i].DefaultText).Distinct().ToArray() is { Length: > 1 } defaults
            ? key with { Default = null, Absent = string.Join("; ", defaults) }
            : key);
    }

    private IChannelType? ChannelNamed(string name) =>
        name.StartsWith(ChannelPrefix, StringComparison.Ordinal) ? types.Channels[name[ChannelPrefix.Length..]] : null;

    private string Example(string name)
    {
        if (ChannelNamed(name) is { } channel)
            return $"```yaml\n{(channel.RunsPrograms ? "global:\n  allow_commands: true\n" : "")}channels:\n{string.Join('\n', Block(channel.Example).Select(line => $"  {line}"))}\nchecks: []\n```";
        var type = types.Checks[name];
        var entry = Block(type.Example);
        return type.RunsPrograms
            ? $"```yaml\nglobal:\n  allow_commands: true\nchecks:\n{string.Join('\n', entry.Select(line => $"  {line}"))}\n```"
            : $"```yaml\n{string.Join('\n', entry)}\n```";
    }

    private static IEnumerable<string> Block(string example) =>
        BlockYaml.Write((YamlMap)YamlTree.Read(example, YamlLimits.Default, new ProblemList("example"))!).Split('\n') // another test loads it
            .Select((line, i) => (i == 0 ? "- " : "  ") + line);

    [GeneratedRegex(@"<!-- (?<kind>keys|example): (?<names>[a-z_, -]+) -->\n.*?<!-- /\k<kind> -->", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Region();
}
