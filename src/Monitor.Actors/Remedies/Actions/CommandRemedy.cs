using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Command;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Remedies.Actions;

/// <summary>Runs a program that tries to help: no shell, none of the monitor's environment; done when it ends with 0.</summary>
public sealed class CommandRemedy : IRemedyType
{
    public string Name => "command";

    public string Example => "{ type: command, command: [/usr/local/bin/clear-queue, orders], working_directory: /tmp, environment: { LC_ALL: C } }";

    public ImmutableArray<ConfigKey> Keys => CommandKeys.ProgramKeys;

    public bool RunsPrograms => true;

    public object Read(YamlSection keys) => CommandKeys.ReadProgram(keys);

    /// <summary>Without its arguments, which may hold what a placeholder brought in.</summary>
    public string Target(object spec) => ((CommandSpec)spec).Words is [var program, ..] ? ErrorDetails.Short(program) : "";

    public Task<RemedyOutcome> RunAsync(object spec, RemedyRun run, CancellationToken cancel) =>
        ProgramRemedy.RunAsync(Name, ProgramRemedy.Told((CommandSpec)spec, run), cancel);
}
