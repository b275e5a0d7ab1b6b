using System.Collections.Immutable;
using Akka.Configuration;
using Monitor.Actors.Checks;
using Monitor.Actors.History;

namespace Monitor.Actors.Hosting;

/// <summary>What maintainers tune: the <c>monitor</c> block of akka.hocon, read once.</summary>
public sealed record EngineSettings(
    ProbeLimits Probes, TimeSpan BoardFlushInterval, TimeSpan ConfigPollInterval, HistoryKeep Keep, TimeSpan MaxLateness)
{
    /// <exception cref="ConfigurationException">A key is missing or wrong; a line for each.</exception>
    public static EngineSettings Read(Akka.Configuration.Config hocon)
    {
        if (!hocon.GetBoolean("monitor.end-of-file"))
            throw new ConfigurationException("akka.hocon is not complete: its last key, monitor.end-of-file, is missing");
        var problems = ImmutableArray.CreateBuilder<string>();
        var keep = HistoryKeep.Read(
            key => hocon.GetString($"monitor.history.{key}", null), problem => problems.Add($"akka.hocon: monitor.history.{problem}"));
        var probes = ProbesOf(hocon, problems.Add);
        if (problems.Count > 0)
            throw new ConfigurationException(string.Join('\n', problems));
        return new EngineSettings(
            probes,
            hocon.GetTimeSpan("monitor.board.flush-interval"),
            hocon.GetTimeSpan("monitor.config.poll-interval"),
            keep,
            hocon.GetTimeSpan("monitor.health.max-lateness"));
    }

    private static ProbeLimits ProbesOf(Akka.Configuration.Config hocon, Action<string> problem)
    {
        var probes = new ProbeLimits(
            hocon.GetInt("monitor.probes.max-in-flight"), hocon.GetInt("monitor.probes.max-prompt"),
            hocon.GetInt("monitor.probes.max-in-flight-per-host"), hocon.GetTimeSpan("monitor.probes.slow-after"));
        if (probes.Prompt < 1 || probes.InFlight <= probes.Prompt)
            problem("akka.hocon: monitor.probes.max-prompt must be at least 1 and below max-in-flight");
        if (probes.PerHost < 1)
            problem("akka.hocon: monitor.probes.max-in-flight-per-host must be at least 1");
        if (probes.SlowAfter <= TimeSpan.Zero || probes.SlowAfter > TimeSpan.FromHours(1))
            problem("akka.hocon: monitor.probes.slow-after must be above 0 and at most 1h");
        return probes;
    }
}
