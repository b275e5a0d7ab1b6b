using System.Collections.Immutable;
using Monitor.Actors.Checks.Systems;

namespace Monitor.Actors.Checks.Command;

/// <summary>Which program is run, how, and what its end means.</summary>
/// <param name="Words">The program and its arguments; no shell ever sees them.</param>
/// <param name="Environment">All that the program gets, besides <c>PATH</c> and <c>LANG</c>.</param>
/// <param name="IsPlugin">The exit code is that of a Nagios plug-in.</param>
/// <param name="ExpectExit">The exit codes that pass, for programs that are no plug-ins.</param>
public sealed record CommandSpec(
    ImmutableArray<string> Words, string? Folder, ImmutableDictionary<string, string> Environment, bool IsPlugin,
    ImmutableArray<int> ExpectExit, ValueRules Expected);
