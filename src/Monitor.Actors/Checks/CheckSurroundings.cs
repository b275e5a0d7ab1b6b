using Akka.Actor;
using Monitor.Actors.Alerts.Silences;
using Monitor.Actors.History;
using Monitor.Actors.Remedies;

namespace Monitor.Actors.Checks;

/// <summary>What every check works with: the clock, the probes, the history, and whom it tells.</summary>
public sealed record CheckSurroundings(
    TimeProvider Time,
    ProbeRunner Probes,
    JobStartRunner JobStarts,
    ResultLog History,
    ResultQueries Results,
    IActorRef Alerts,
    IActorRef Remedies)
{
    /// <summary>When the monitor started, as <see cref="TimeProvider.GetTimestamp"/>; see <see cref="Patience.StartupGrace"/>.</summary>
    public long StartedAt { get; init; } = Time.GetTimestamp();

    /// <summary>How the checks stand that others depend on.</summary>
    public Standings Standings { get; init; } = new();

    /// <summary>How many of all checks fail.</summary>
    public FailingCount Failing { get; init; } = new();

    /// <summary>What the remedies of all checks do.</summary>
    public RemedyBook RemedyBook { get; init; } = new();

    /// <summary>What people have silenced.</summary>
    public SilenceBook Silences { get; init; } = SilenceBook.Empty();
}
