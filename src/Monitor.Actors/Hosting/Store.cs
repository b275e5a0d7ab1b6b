using LinqToDB;
using Microsoft.Extensions.Logging;
using Monitor.Actors.Journal;

namespace Monitor.Actors.Hosting;

/// <summary>The database that holds journal and history: all in which one product differs from another.</summary>
/// <remarks>Made without touching anything; taken once, before anything else of the engine starts; disposed last.</remarks>
public abstract class Store : IDisposable
{
    /// <summary>The database's file; null when a server keeps it.</summary>
    public virtual string? Path => null;

    /// <summary>The port of this machine on which the database listens; null when it has none here.</summary>
    public virtual int? LocalPort => null;

    /// <summary>How the journal connects, and whoever reads the journal's table.</summary>
    public abstract DataOptions Journal { get; }

    /// <summary>How the history connects: never over the journal's connections.</summary>
    public abstract DataOptions History { get; }

    /// <summary>What of akka.hocon is meant for this product; laid over the rest of it.</summary>
    public abstract Akka.Configuration.Config Tuning(Akka.Configuration.Config hocon);

    /// <summary>Makes sure that the database can be used, and by this monitor alone.</summary>
    /// <param name="log">Told what is waited for.</param>
    /// <exception cref="PreflightException">With one sentence for the operator.</exception>
    public abstract Task TakeAsync(EngineOptions options, TimeProvider time, ILogger log);

    public abstract void Dispose();
}
