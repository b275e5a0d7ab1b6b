using System.CommandLine;
using Monitor.Bench;
using Monitor.Bench.Modes;

var checks = Number("--checks", 10_000, "How many checks");
var interval = Number("--interval", 30, "Seconds from start to start");
var duration = Number("--duration", 60, "Seconds measured, after the first round and a warm-up");
var connection = new Option<string>("--connection") { DefaultValueFactory = _ => "reuse", Description = "reuse or fresh", Recursive = true };
connection.AcceptOnlyFromAmong("reuse", "fresh");
var failing = Number("--failing", 0, "Percent of the checks whose target answers 503");
var hanging = Number("--hanging", 0, "Percent of the checks whose target never answers");
var timeout = Number("--timeout", 10, "Seconds that a probe may take");
var store = new Option<string>("--store") { DefaultValueFactory = _ => "sqlite", Description = "sqlite, or a server: postgresql://user:password@host:port", Recursive = true };
var repeat = Number("--repeat", 1, "How often bare loop and engine take turns");
var events = Number("--events", 300_000, "Events in the journal before the restart");
var states = new Option<bool>("--states") { DefaultValueFactory = _ => true, Description = "Whether states were stored before the restart", Recursive = true };
var viewers = Number("--viewers", 20, "How many browser tabs look at the board");

Workload Asked(ParseResult parsed) => new(
    parsed.GetValue(checks), parsed.GetValue(interval), parsed.GetValue(duration), parsed.GetValue(connection) == "reuse",
    parsed.GetValue(failing), parsed.GetValue(hanging))
{
    Timeout = parsed.GetValue(timeout),
    DatabaseUrl = parsed.GetValue(store) is "sqlite" or null ? null : parsed.GetValue(store),
    Events = parsed.GetValue(events),
    States = parsed.GetValue(states),
    Viewers = parsed.GetValue(viewers),
};

var run = new RootCommand("Measures the engine: without a command, steady") { checks, interval, duration, connection, failing, hanging, timeout, store, repeat, events, states, viewers };
run.SetAction((parsed, cancel) => Steady.RunAsync(Asked(parsed), parsed.GetValue(repeat), cancel));
run.Subcommands.Add(Mode("steady", "The engine against a bare loop of the same requests", (work, parsed, cancel) => Steady.RunAsync(work, parsed.GetValue(repeat), cancel)));
run.Subcommands.Add(Mode("outage", "All checks fail in the same second, then all recover", (work, _, cancel) => Outage.RunAsync(work, cancel)));
run.Subcommands.Add(Mode("restart", "A start with a year of incidents in the journal", (work, _, cancel) => Restart.RunAsync(work, cancel)));
run.Subcommands.Add(Mode("hang", "Half of the targets never answer, or as many as --hanging says", (work, _, cancel) =>
    Hang.RunAsync(work.Hanging > 0 ? work : work with { Hanging = 50 }, cancel)));
run.Subcommands.Add(Mode("hostile", "Targets that do what table H says beside healthy ones", (work, _, cancel) => Hostile.RunAsync(work, cancel)));
run.Subcommands.Add(Mode("viewers", "The monitor with and without browser tabs on its board", (work, _, cancel) => Viewers.RunAsync(work, cancel)));
run.Subcommands.Add(Mode("queries", "Reading a day of results and a month of one check", (work, _, cancel) => Queries.RunAsync(work, cancel)));
run.Subcommands.Add(Mode("soak", "Steady for long, and whether memory grows", (work, _, cancel) => Soak.RunAsync(work, cancel)));

var role = new Argument<string>("role");
var work = new Argument<string>("workload");
var port = new Argument<int>("port");
var child = new Command("role", "What a run starts in processes of their own") { role, work, port };
child.Hidden = true;
child.SetAction((parsed, cancel) => Roles.RunAsync(
    parsed.GetValue(role)!, Workload.Parse(parsed.GetValue(work)!), parsed.GetValue(port), cancel));
run.Subcommands.Add(child);

return await run.Parse(args).InvokeAsync();

static Option<int> Number(string name, int otherwise, string description) =>
    new(name) { DefaultValueFactory = _ => otherwise, Description = description, Recursive = true };

Command Mode(string name, string description, Func<Workload, ParseResult, CancellationToken, Task<int>> mode)
{
    var command = new Command(name, description);
    command.SetAction((parsed, cancel) => mode(Asked(parsed), parsed, cancel));
    return command;
}
