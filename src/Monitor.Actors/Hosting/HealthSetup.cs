using Akka.Actor;
using Akka.Pattern;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Health;
using Monitor.Actors.History;
using Monitor.Actors.Roster;

namespace Monitor.Actors.Hosting;

/// <summary>Plugs in what looks after the engine itself.</summary>
internal static class HealthSetup
{
    public static IServiceCollection AddHealth(this IServiceCollection services) => services
        .AddSingleton<EngineHub>()
        .AddSingleton<RoundWatch>()
        .AddSingleton<MeterWatch>()
        .AddSingleton<EngineGauges>()
        .AddSingleton<HeartbeatRunner>()
        .AddSingleton<UptimeRunner>()
        .AddHostedService(sp => sp.GetRequiredService<UptimeRunner>());

    public static void StartActors(ActorSystem system, IActorRef alerts, IServiceProvider sp)
    {
        sp.GetRequiredService<EngineGauges>();
        var (time, watch, history) = (sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<RoundWatch>(), sp.GetRequiredService<ResultLog>());
        var settings = sp.GetRequiredService<EngineSettings>();
        var controls = sp.GetRequiredService<ControlTargetsRunner>();
        var path = sp.GetRequiredService<EngineStart>().Store.Path;
        var health = system.ActorOf(
            Props.Create<EngineHealthActor>(new HealthSurroundings(
                time, watch, sp.GetRequiredService<EngineHub>(), sp.GetRequiredService<MeterWatch>(), alerts, () => history.Health, () => DatabaseRoom.Bytes(path),
                settings.MaxLateness, settings.Probes.InFlight)
            {
                Blind = () => controls.Blind,
            }),
            "health");
        EngineHealthActor.Subscribe(system, health);
        var mark = system.ActorOf(Marks(time, () => DatabaseRoom.Shown(path)), "journal-mark");
        var heartbeat = system.ActorOf(
            Props.Create<HeartbeatActor>(new HeartbeatSurroundings(
                time, watch, () => history.Health.Written, mark, sp.GetRequiredService<HeartbeatRunner>())),
            "heartbeat");
        HeartbeatActor.Subscribe(system, heartbeat);
    }

    public static ResultLogHealth Explained(ResultLogHealth health, IServiceProvider sp) => health.LastError is { } why
        ? health with { LastError = StorageError.Explain(why, DatabaseRoom.Shown(sp.GetRequiredService<EngineStart>().Store.Path)) }
        : health;

    /// <summary>A failed write stops a persistent actor, whatever the strategy.</summary>
    private static Props Marks(TimeProvider time, Func<string?> room) => BackoffSupervisor.Props(Backoff.OnStop(
        Props.Create<JournalMarkActor>(time, room), "mark", TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10), 0.2, maxNrOfRetries: -1));
}
