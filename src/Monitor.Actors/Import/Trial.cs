using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import;

/// <summary>Reads each check as the monitor would, and takes out what it would refuse.</summary>
internal sealed partial class Trial(CheckTypes types)
{
    private const string Stand = "entry";

    /// <summary>A check is still itself without these.</summary>
    private static readonly string[] Dispensable = ["conditions", "group", "headers", "maintenance", "redirects", "retry_interval", "tags"];

    /// <summary>What is taken out, and what cannot be, is in the draft's notes.</summary>
    public void Judge(Draft draft)
    {
        while (!draft.IsLeftOut && Problem(draft) is { } problem)
        {
            var place = Place().Match(problem.Place);
            var key = place.Groups["key"].Value;
            if (!Dispensable.Contains(key))
            {
                draft.LeaveOut(key, $"{key}: {problem.Fault}".TrimStart(':', ' '), problem.Fix);
                return;
            }

            int? item = place.Groups["item"].Success ? int.Parse(place.Groups["item"].ValueSpan, CultureInfo.InvariantCulture) : null;
            var member = place.Groups["member"].Success ? place.Groups["member"].Value : null;
            draft.Miss(Told(draft, key, item, member), problem.Fault, problem.Fix);
            draft.Remove(key, item, member);
        }
    }

    /// <summary>What keeps a whole text from being used.</summary>
    public IReadOnlyList<ConfigProblem> Problems(string yaml, YamlNode root) =>
        [.. MonitorConfig.Read(new SourceText("checks.yaml", yaml), null, new ConfigSurroundings(types, StandIns.For(root), TimeZoneInfo.Utc)).Errors];

    private ConfigProblem? Problem(Draft draft)
    {
        var entry = draft.Entry with { Entries = draft.Entry.Entries.SetItem(0, Made.Entry("name", Made.Text(Stand))) };
        var root = Made.Map(("checks", Made.List([entry])));
        // What names other checks can only be judged when all are there.
        return Problems($"{BlockYaml.Write(root)}\n", root).FirstOrDefault(problem => !problem.Place.StartsWith($"{Stand}.members", StringComparison.Ordinal));
    }

    private static string Told(Draft draft, string key, int? item, string? member) => item is not { } at
        ? member is null ? key : $"{key}.{member}"
        : draft.Find(key) is YamlList list && at < list.Items.Length && list.Items[at] is YamlScalar scalar ? $"{key} {Shown.Quoted(scalar.Value)}" : key;

    [GeneratedRegex(@"^entry\.(?<key>[a-z_]+)(\[(?<item>[0-9]{1,6})\])?(\.(?<member>.+))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
