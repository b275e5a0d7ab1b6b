using System.Collections.Immutable;
using Akka.Configuration;
using Monitor.Actors.History;

namespace Monitor.Actors.Hosting;

/// <summary>What maintainers tune: the <c>monitor</c> block of akka.hocon, read once.</summary>
public sealed record EngineSettings(
    int MaxProbesInFlight, TimeSpan BoardFlushInterval, TimeSpan ConfigPollInterval, HistoryKeep Keep, TimeSpan MaxLateness)
{
    /// <exception cref="ConfigurationException">A key is missing or wrong; a line for each.</exception>
    public static EngineSettings Read(Akka.Configuration.Config hocon)
    {
        if (!hocon.GetBoolean("monitor.end-of-file"))
            throw new ConfigurationException("akka.hocon is not complete: its last key, monitor.end-of-file, is missing");
        var problems = ImmutableArray.CreateBuilder<string>();
        var keep = HistoryKeep.Read(
            key => hocon.GetString($"monitor.history.{key}", null), problem => problems.Add($"akka.hocon: monitor.history.{problem}"));
        if (problems.Count > 0)
            throw new ConfigurationException(string.Join('\n', problems));
        return new EngineSettings(
            hocon.GetInt("monitor.probes.max-in-flight"),
            hocon.GetTimeSpan("monitor.board.flush-interval"),
            hocon.GetTimeSpan("monitor.config.poll-interval"),
            keep,
            hocon.GetTimeSpan("monitor.health.max-lateness"));
    }
}
