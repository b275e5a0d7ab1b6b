using System.Collections.Immutable;
using Monitor.Actors.Checks.Command;
using Monitor.Actors.Checks.Talk;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Types;

/// <summary>Runs a program, such as a Nagios plug-in, and passes by its exit code and output.</summary>
public sealed class CommandCheck() : CheckType<CommandSpec>("command")
{
    public override string Example => """
        { name: disk, type: command, command: [/usr/lib/nagios/plugins/check_disk, -w, '20%', -c, '10%', -p, /], plugin: nagios,
          working_directory: /tmp, environment: { LC_ALL: C } }
        """;

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        .. CommandKeys.Keys,
    ];

    public override bool RunsPrograms => true;

    protected override CommandSpec Read(YamlSection keys) => CommandKeys.Read(keys);

    /// <summary>Without its arguments, which may hold what a placeholder brought in.</summary>
    protected override string Target(CommandSpec spec) => spec.Words is [var program, ..] ? ErrorDetails.Short(program) : "";

    protected override Task<Observation> ProbeAsync(CommandSpec spec, ProbeContext context, CancellationToken cancel)
    {
        var phase = new Phase("while it was running");
        return WireRunner.ObserveAsync(phase, async () => CommandJudge.Judge(spec, await CommandRunner.RunAsync(spec, phase, cancel)));
    }
}
