using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Monitor.Actors.Checks.Command;
using Monitor.Actors.Checks.Systems;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Remedies.Actions;

/// <summary>Restarts a systemd unit that <c>global.remedies.services</c> allows.</summary>
/// <param name="path">Where <c>systemctl</c> is looked for; the monitor's own <c>PATH</c> when null.</param>
public sealed partial class RestartServiceRemedy(string? path = null) : IRemedyType
{
    public string Name => "restart_service";

    public string Example => "{ type: restart_service, unit: shop.service, timeout: 1m }";

    public ImmutableArray<ConfigKey> Keys { get; } =
        [new("unit", KeyShape.Text, "the systemd unit, one of `global.remedies.services`") { Required = true, Range = "like `shop.service`" }];

    public object Read(YamlSection keys)
    {
        var unit = keys.Text("unit");
        if (unit.Length > 0 && !Unit().IsMatch(unit))
            keys.Problem("unit", "is not the name of a systemd unit", "write it like shop.service");
        return unit;
    }

    public string Target(object spec) => (string)spec;

    public string? UnitOf(object spec) => (string)spec;

    public Task<RemedyOutcome> RunAsync(object spec, RemedyRun run, CancellationToken cancel)
    {
        var environment = path is null ? ImmutableDictionary<string, string>.Empty : ImmutableDictionary<string, string>.Empty.Add("PATH", path);
        return ProgramRemedy.RunAsync(
            Name, new CommandSpec(["systemctl", "restart", (string)spec], null, environment, IsPlugin: false, ExpectExit: [0], Expected: ValueRules.None), cancel);
    }

    /// <summary>Never something that systemctl takes for an option.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9:_.@\\][A-Za-z0-9:_.@\\-]{0,199}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Unit();
}
