using Akka.Configuration;

namespace Monitor.Actors.Hosting;

/// <summary>What maintainers tune: the <c>monitor</c> block of akka.hocon, read once.</summary>
public sealed record EngineSettings(
    int MaxProbesInFlight, TimeSpan BoardFlushInterval, TimeSpan ConfigPollInterval, TimeSpan KeepRawResults, TimeSpan MaxLateness)
{
    /// <exception cref="ConfigurationException">A key is missing: the file is cut short or a brace is lost.</exception>
    public static EngineSettings Read(Akka.Configuration.Config hocon)
    {
        if (!hocon.GetBoolean("monitor.end-of-file"))
            throw new ConfigurationException("akka.hocon is not complete: its last key, monitor.end-of-file, is missing");
        return new EngineSettings(
            hocon.GetInt("monitor.probes.max-in-flight"),
            hocon.GetTimeSpan("monitor.board.flush-interval"),
            hocon.GetTimeSpan("monitor.config.poll-interval"),
            hocon.GetTimeSpan("monitor.history.keep-raw"),
            hocon.GetTimeSpan("monitor.health.max-lateness"));
    }
}
