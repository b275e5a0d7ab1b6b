using System.CommandLine;
using Monitor.Bench;

var checks = new Option<int>("--checks") { DefaultValueFactory = _ => 10_000, Description = "How many checks" };
var interval = new Option<int>("--interval") { DefaultValueFactory = _ => 30, Description = "Seconds from start to start" };
var duration = new Option<int>("--duration") { DefaultValueFactory = _ => 60, Description = "Seconds measured, after one interval of warm-up" };
var connection = new Option<string>("--connection") { DefaultValueFactory = _ => "reuse", Description = "reuse or fresh" };
connection.AcceptOnlyFromAmong("reuse", "fresh");
var failing = new Option<int>("--failing") { DefaultValueFactory = _ => 0, Description = "Percent of the checks whose target answers 503" };
var hanging = new Option<int>("--hanging") { DefaultValueFactory = _ => 0, Description = "Percent of the checks whose target never answers" };

var run = new RootCommand("Measures the engine against a bare loop that does the same requests, in one run")
{
    checks, interval, duration, connection, failing, hanging,
};
run.SetAction((parsed, cancel) => Comparison.RunAsync(
    new Workload(
        parsed.GetValue(checks), parsed.GetValue(interval), parsed.GetValue(duration), parsed.GetValue(connection) == "reuse",
        parsed.GetValue(failing), parsed.GetValue(hanging)),
    cancel));

var role = new Argument<string>("role");
var work = new Argument<string>("workload");
var port = new Argument<int>("port");
var child = new Command("role", "What the run starts in processes of their own") { role, work, port };
child.Hidden = true;
child.SetAction((parsed, cancel) => Roles.RunAsync(
    parsed.GetValue(role)!, Workload.Parse(parsed.GetValue(work)!), parsed.GetValue(port), cancel));
run.Subcommands.Add(child);

return await run.Parse(args).InvokeAsync();
