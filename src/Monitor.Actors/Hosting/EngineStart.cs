using System.Collections.Immutable;
using Akka.Configuration;
using Microsoft.Extensions.Logging;
using Monitor.Actors.Alerts;
using Monitor.Actors.Config;
using Monitor.Actors.Journal;

namespace Monitor.Actors.Hosting;

/// <summary>Makes sure that the engine can run before anything of it does, and keeps what it found.</summary>
public sealed class EngineStart(ConfigLoader loader, IEnumerable<NotifierSource> notifiers, TimeProvider time, EngineOptions options, ILogger<EngineStart> log)
    : IDisposable
{
    /// <summary>EX_CONFIG of sysexits.h: starting again without a change would not help.</summary>
    public const int RefusedExitCode = 78;

    private Store? _store;

    public ConfigReading Reading { get; private set; } = new(null, []);

    public ImmutableArray<INotifier> Notifiers { get; private set; } = [];

    /// <summary>Where journal and history live; taken, once the check found nothing wrong.</summary>
    public Store Store => _store ?? throw new InvalidOperationException("the engine was not checked before its start");

    /// <summary>Where state.json is kept; null when it is not wanted (PARITY F1).</summary>
    public string? StatePath { get; private set; }

    /// <summary>Where results.jsonl is kept; null when it is not wanted (PARITY F5).</summary>
    public string? ResultsPath { get; private set; }

    /// <summary>What keeps the engine from starting, a line each; empty when nothing does.</summary>
    public async Task<ImmutableArray<string>> CheckAsync()
    {
        Reading = loader.Load();
        if (Reading.Config is null)
            return [.. Reading.Problems.Select(problem => problem.ToString())];
        var problems = ImmutableArray.CreateBuilder<string>();
        var environment = loader.Environment();
        Notifiers = MakeNotifiers(environment, problems.Add);
        (StatePath, ResultsPath) = (PathOf("STATE_PATH", environment), PathOf("RESULTS_PATH", environment));
        CheckSettings(problems.Add);
        await TakeStoreAsync(environment.GetValueOrDefault("DB_URL"), problems.Add);
        return problems.ToImmutable();
    }

    /// <summary>What would keep the engine from starting, the database itself left aside: nothing is written or taken.</summary>
    public ConfigReading Look()
    {
        var (reading, environment) = (loader.Look(), loader.Environment());
        var problems = ImmutableArray.CreateBuilder<string>();
        Notifiers = MakeNotifiers(environment, problems.Add);
        CheckSettings(problems.Add);
        var (store, wrong) = DatabaseUrl.Read(environment.GetValueOrDefault("DB_URL"), options.Root);
        store?.Dispose();
        if (wrong is not null)
            problems.Add(wrong);
        return problems.Count == 0 ? reading : new ConfigReading(null, reading.Problems.AddRange(problems.Select(Setting)));
    }

    public void Dispose() => _store?.Dispose();

    /// <summary>Set outside of the files that are read with line numbers.</summary>
    private static ConfigProblem Setting(string problem) => new(ConfigSeverity.Error, "environment", 0, 0, "", problem, "");

    private ImmutableArray<INotifier> MakeNotifiers(IReadOnlyDictionary<string, string> environment, Action<string> problem) =>
        [.. notifiers.SelectMany(source => source.Make(environment, problem, time))];

    private string? PathOf(string key, IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault(key)?.Trim() is { Length: > 0 } path ? Path.Combine(options.Root, path) : null;

    private void CheckSettings(Action<string> problem)
    {
        try
        {
            EngineSettings.Read(EngineHocon.Load(options));
        }
        catch (ConfigurationException e)
        {
            foreach (var line in e.Message.Split('\n'))
                problem(line);
        }
    }

    private async Task TakeStoreAsync(string? url, Action<string> problem)
    {
        (_store, var wrong) = DatabaseUrl.Read(url, options.Root);
        if (wrong is not null)
            problem(wrong);
        if (_store is null)
            return;
        try
        {
            await _store.TakeAsync(options, time, log);
        }
        catch (PreflightException e)
        {
            problem(e.Message);
        }
    }
}

/// <summary>How the engine was asked to start.</summary>
/// <param name="Root">The folder that all relative paths start from.</param>
/// <param name="StartEmpty">Put a damaged database aside and begin a new one.</param>
public sealed record EngineOptions(string Root, bool StartEmpty)
{
    /// <summary>Where the configuration lies, when it is not called as usual.</summary>
    public ConfigPaths? Files { get; init; }

    public string HoconFile { get; init; } = "akka.hocon";

    /// <summary>The ports on which this machine's board listens; checks from the board may not ask it.</summary>
    public ImmutableArray<int> BoardPorts { get; init; } = [];

    /// <summary>How long to wait at the start for a database server that is away, and for another monitor to let go of it.</summary>
    public TimeSpan DatabasePatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Ends the process at once, saying why: called, on any thread, when going on would spoil another's work.</summary>
    public Action<string> Fatal { get; init; } = why =>
    {
        Console.Error.WriteLine(why);
        Environment.Exit(EngineStart.RefusedExitCode);
    };
}
