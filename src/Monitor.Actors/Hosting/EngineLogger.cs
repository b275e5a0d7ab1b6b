using Akka.Actor;
using Akka.Event;
using Akka.Hosting.Logging;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Monitor.Actors.Hosting;

/// <summary>Hands what actors log to the host's logging, each line once and without a second time stamp.</summary>
public sealed class EngineLogger : LoggerFactoryLogger
{
    private readonly ILogger _log = Context.System.Settings.Setup.Get<LoggerFactorySetup>().Value.LoggerFactory.CreateLogger("Monitor.Engine");

    protected override void Log(LogEvent log, ActorPath path) =>
        _log.Log(LevelOf(log.LogLevel()), log.Cause, "{Message}", log.Message);

    private static LogLevel LevelOf(Akka.Event.LogLevel level) => level switch
    {
        Akka.Event.LogLevel.DebugLevel => LogLevel.Debug,
        Akka.Event.LogLevel.InfoLevel => LogLevel.Information,
        Akka.Event.LogLevel.WarningLevel => LogLevel.Warning,
        _ => LogLevel.Error,
    };
}
