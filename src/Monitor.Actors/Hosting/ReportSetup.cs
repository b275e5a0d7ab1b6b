using Akka.Actor;
using Akka.Hosting;
using Akka.Pattern;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Alerts;
using Monitor.Actors.Board;
using Monitor.Actors.History;
using Monitor.Actors.Journal;
using Monitor.Actors.Reports;
using Monitor.Actors.Roster;

namespace Monitor.Actors.Hosting;

/// <summary>Plugs in the reports.</summary>
internal static class ReportSetup
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton(sp => new ReportBook(sp.GetRequiredService<TimeProvider>().GetUtcNow()))
        .AddSingleton(sp => new PastEvents(sp.GetRequiredService<EngineStart>().Store.Journal))
        .AddSingleton(sp => new ReportLog(sp.GetRequiredService<EngineStart>().Store.Journal))
        .AddSingleton<PeriodQueries>()
        .AddSingleton<IReportFacts, ReportFactsRunner>();

    /// <summary>A failed write stops a persistent actor, whatever the strategy.</summary>
    public static IActorRef StartActor(ActorSystem system, IActorRegistry registry, IServiceProvider sp)
    {
        var around = new ReportSurroundings(
            sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ReportBook>(), sp.GetRequiredService<BoardHub>(),
            registry.Get<RosterActor>(), registry.Get<AlertsActor>(), sp.GetRequiredService<IReportFacts>());
        return system.ActorOf(
            BackoffSupervisor.Props(Backoff.OnStop(
                Props.Create<ReportsActor>(around), "all", TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10), 0.2, maxNrOfRetries: -1)),
            "reports");
    }
}
