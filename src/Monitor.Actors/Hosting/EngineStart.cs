using System.Collections.Immutable;
using Akka.Configuration;
using Monitor.Actors.Alerts;
using Monitor.Actors.Config;
using Monitor.Actors.Journal;

namespace Monitor.Actors.Hosting;

/// <summary>Makes sure that the engine can run before anything of it does, and keeps what it found.</summary>
public sealed class EngineStart(ConfigLoader loader, IEnumerable<NotifierSource> notifiers, TimeProvider time, EngineOptions options)
    : IDisposable
{
    /// <summary>EX_CONFIG of sysexits.h: starting again without a change would not help.</summary>
    public const int RefusedExitCode = 78;

    private DatabaseLock? _lock;

    public ConfigReading Reading { get; private set; } = new(null, []);

    public ImmutableArray<INotifier> Notifiers { get; private set; } = [];

    public string DatabasePath { get; private set; } = "";

    /// <summary>Where state.json is kept; null when it is not wanted (PARITY F1).</summary>
    public string? StatePath { get; private set; }

    /// <summary>Where results.jsonl is kept; null when it is not wanted (PARITY F5).</summary>
    public string? ResultsPath { get; private set; }

    /// <summary>What keeps the engine from starting, a line each; empty when nothing does.</summary>
    public ImmutableArray<string> Check()
    {
        Reading = loader.Load();
        if (Reading.Config is null)
            return [.. Reading.Problems.Select(problem => problem.ToString())];
        var problems = ImmutableArray.CreateBuilder<string>();
        var environment = loader.Environment();
        Notifiers = [.. notifiers.Select(source => source.Make(environment, problems.Add, time)).OfType<INotifier>()];
        (StatePath, ResultsPath) = (PathOf("STATE_PATH", environment), PathOf("RESULTS_PATH", environment));
        CheckSettings(problems.Add);
        CheckDatabase(environment.GetValueOrDefault("DB_URL"), problems.Add);
        return problems.ToImmutable();
    }

    public void Dispose() => _lock?.Dispose();

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

    private void CheckDatabase(string? url, Action<string> problem)
    {
        var (path, wrong) = DatabaseUrl.Read(url);
        if (wrong is not null)
            problem(wrong);
        if (path is null)
            return;
        DatabasePath = Path.Combine(options.Root, path);
        try
        {
            Preflight.MakeFolder(DatabasePath);
            _lock = DatabaseLock.TryTake(DatabasePath) ?? throw new PreflightException(
                $"another monitor runs on the database {DatabasePath}; stop it, or set DB_URL to another file.");
            Preflight.Run(DatabasePath, options.StartEmpty, time.GetUtcNow());
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
    public string HoconFile { get; init; } = "akka.hocon";
}
