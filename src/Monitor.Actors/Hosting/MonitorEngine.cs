using Akka.Actor;
using Akka.Hosting;
using Akka.Pattern;
using Akka.Persistence.Sql;
using Akka.Persistence.Sql.Config;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Channels;
using Monitor.Actors.Alerts.Sending;
using Monitor.Actors.Alerts.Silences;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Icmp;
using Monitor.Actors.Checks.Naming;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Talk;
using Monitor.Actors.Checks.Types;
using Monitor.Actors.Config;
using Monitor.Actors.Health;
using Monitor.Actors.History;
using Monitor.Actors.Journal;
using Monitor.Actors.Remedies;
using Monitor.Actors.Remedies.Actions;
using Monitor.Actors.Reports;
using Monitor.Actors.Roster;

namespace Monitor.Actors.Hosting;

/// <summary>What is plugged into what: every room, every check type, every channel, every remedy.</summary>
public static class MonitorEngine
{
    public static IServiceCollection AddMonitorEngine(this IServiceCollection services, EngineOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(options)
            .AddSingleton(_ => EngineHocon.Load(options))
            .AddSingleton(sp => EngineSettings.Read(sp.GetRequiredService<Akka.Configuration.Config>()))
            .AddPlugIns(options)
            .AddConfiguration(options)
            .AddStorage()
            .AddSingleton<BoardHub>()
            .AddSingleton<PingRunner>()
            .AddSingleton<SilenceBook>()
            .AddReports()
            .AddSingleton<RemedyBook>()
            .AddHealth()
            .AddAkka("monitor", (akka, sp) => akka.UseMonitor(sp));
    }

    private static IServiceCollection AddPlugIns(this IServiceCollection services, EngineOptions options) => services
        .AddSingleton(sp => new NetworkPolicy { Rules = new NetworkRules { OwnPorts = [.. options.BoardPorts] } })
        .AddSingleton<Dialer>()
        .AddSingleton<HttpRunner>()
        .AddSingleton(sp => OutboundHttp.Invoker(sp.GetRequiredService<Dialer>()))
        .AddSingleton<ICheckType, HttpCheck>()
        .AddSingleton<ICheckType, JobCheck>()
        .AddSingleton<ICheckType, PushCheck>()
        .AddSingleton<ICheckType, GroupCheck>()
        .AddSingleton<ICheckType, HealthzCheck>()
        .AddSingleton<WireRunner>()
        .AddSingleton<DnsRunner>()
        .AddSingleton<EchoRunner>()
        .AddSingleton<ICheckType, TcpCheck>()
        .AddSingleton<ICheckType, TlsCheck>()
        .AddSingleton<ICheckType, DnsCheck>()
        .AddSingleton<ICheckType, IcmpCheck>()
        .AddSingleton<ICheckType, GrpcCheck>()
        .AddSingleton<ICheckType, WebSocketCheck>()
        .AddSingleton<ICheckType, PostgresCheck>()
        .AddSingleton<ICheckType, MySqlCheck>()
        .AddSingleton<ICheckType, SqlServerCheck>()
        .AddSingleton<ICheckType, RedisCheck>()
        .AddSingleton<ICheckType, RabbitMqCheck>()
        .AddSingleton<ICheckType, SmtpCheck>()
        .AddSingleton<ICheckType, CommandCheck>()
        .AddSingleton<IRemedyType, HttpPostRemedy>()
        .AddSingleton<IRemedyType, CommandRemedy>()
        .AddSingleton<IRemedyType>(_ => new RestartServiceRemedy())
        .AddSingleton<ChannelHttpRunner>()
        .AddSingleton<IChannelType, WebhookChannel>()
        .AddSingleton<IChannelType, SlackChannel>()
        .AddSingleton<IChannelType, TeamsChannel>()
        .AddSingleton<IChannelType, DiscordChannel>()
        .AddSingleton<IChannelType, TelegramChannel>()
        .AddSingleton<IChannelType, NtfyChannel>()
        .AddSingleton<IChannelType, PushoverChannel>()
        .AddSingleton<IChannelType, PagerDutyChannel>()
        .AddSingleton<IChannelType, OpsgenieChannel>()
        .AddSingleton<CommandAlertRunner>()
        .AddSingleton<IChannelType, CommandChannel>()
        .AddSingleton(new NotifierSource((_, _, _) => [new ConsoleNotifier(Console.Out)]))
        .AddSingleton(new NotifierSource((environment, problem, time) =>
            EmailOptions.Read(environment, problem) is { } mail ? EmailNotifier.Of(mail, time) : []));

    private static IServiceCollection AddConfiguration(this IServiceCollection services, EngineOptions options) => services
        .AddSingleton<CheckTypes>()
        .AddSingleton(sp => new ConfigLoader(
            options.Files ?? new ConfigPaths(options.Root), sp.GetRequiredService<CheckTypes>(), TimeZoneInfo.Local, sp.GetRequiredService<TimeProvider>()))
        .AddSingleton<EngineStart>();

    private static IServiceCollection AddStorage(this IServiceCollection services) => services
        .AddSingleton(sp => new HistoryDatabase(StoreOf(sp).History))
        .AddSingleton(sp => new EventLog(StoreOf(sp).Journal))
        .AddSingleton<StateLog>()
        .AddSingleton<RemedyLog>()
        .AddSingleton(sp => new IncidentLog(StoreOf(sp).Journal))
        .AddSingleton(sp => new IncidentLedger(StoreOf(sp).Journal))
        .AddSingleton(sp => new DeliveryLedger(StoreOf(sp).Journal))
        .AddSingleton<ResultQueries>()
        .AddSingleton<RunQueries>()
        .AddSingleton(MakeResultLog)
        .AddSingleton<RunLog>()
        .AddSingleton<RollupLog>()
        .AddSingleton(sp => new TierRetention(
            sp.GetRequiredService<HistoryDatabase>(), sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<EngineSettings>().Keep))
        .AddHostedService<RunMarksRunner>()
        .AddHostedService<ProjectionsRunner>()
        .AddHostedService<HistoryRunner>()
        .AddHostedService<StatesRunner>()
        .AddSingleton<ControlTargetsRunner>()
        .AddSingleton(sp => new ProbeRunner(sp.GetRequiredService<EngineSettings>().Probes, sp.GetRequiredService<TimeProvider>())
        {
            Controls = sp.GetRequiredService<ControlTargetsRunner>(),
        })
        .AddSingleton<JobStartRunner>();

    private static ResultLog MakeResultLog(IServiceProvider sp)
    {
        var (time, logs) = (sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILoggerFactory>());
        var file = sp.GetRequiredService<EngineStart>().ResultsPath is { } path
            ? new ResultsFile(path, time, logs.CreateLogger<ResultsFile>())
            : null;
        return new ResultLog(sp.GetRequiredService<HistoryDatabase>(), time, logs.CreateLogger<ResultLog>(), file);
    }

    private static AkkaConfigurationBuilder UseMonitor(this AkkaConfigurationBuilder akka, IServiceProvider sp) => akka
        .AddHocon(sp.GetRequiredService<Akka.Configuration.Config>(), HoconAddMode.Prepend)
        .AddHocon(StoreOf(sp).Tuning(sp.GetRequiredService<Akka.Configuration.Config>()), HoconAddMode.Prepend)
        .AddHocon(SqlPersistence.DefaultConfiguration, HoconAddMode.Append)
        .AddSetup(new DataOptionsSetup(StoreOf(sp).Journal))
        .AddSetup(new WarmStart(StoreOf(sp).Journal, ColdProblem(sp)))
        .WithCustomSerializer("check-events", [typeof(CheckEvent)], system => new JournalSerializer(system))
        .WithCustomSerializer("silences", [typeof(SilenceEvent)], system => new SilenceSerializer(system))
        .WithCustomSerializer("reports", [typeof(ReportEvent)], system => new ReportSerializer(system))
        .WithCustomSerializer("marks", [typeof(JournalMark)], system => new MarkSerializer(system))
        .WithActors((system, registry, _) => StartActors(system, registry, sp));

    private static void StartActors(ActorSystem system, IActorRegistry registry, IServiceProvider sp)
    {
        var time = sp.GetRequiredService<TimeProvider>();
        var start = sp.GetRequiredService<EngineStart>();
        var settings = sp.GetRequiredService<EngineSettings>();
        var history = sp.GetRequiredService<ResultLog>();
        history.Turned += health => system.EventStream.Publish(new HistoryChanged(HealthSetup.Explained(health, sp), time.GetUtcNow()));

        Props Of<TActor>(params object[] args) => Props.Create(typeof(TActor), args);
        var board = system.ActorOf(
            Of<BoardActor>(
                sp.GetRequiredService<BoardHub>(), BoardActor.Subscribed(system), sp.GetRequiredService<ResultQueries>(), time, settings.BoardFlushInterval),
            "board");
        registry.Register<BoardActor>(board);
        var alerts = system.ActorOf(Of<AlertsActor>(start.Notifiers, time), "alerts");
        registry.Register<AlertsActor>(alerts);
        registry.Register<SilencesActor>(system.ActorOf(Silences(sp.GetRequiredService<SilenceBook>(), time), "silences"));
        HealthSetup.StartActors(system, alerts, sp);
        var remedies = system.ActorOf(Of<RemediesActor>(time, sp.GetRequiredService<RemedyBook>(), sp.GetRequiredService<RemedyLog>()), "remedies");
        registry.Register<RemediesActor>(remedies);
        var checks = new CheckSurroundings(
            time, sp.GetRequiredService<ProbeRunner>(), sp.GetRequiredService<JobStartRunner>(), history,
            sp.GetRequiredService<ResultQueries>(), alerts, remedies)
        {
            Silences = sp.GetRequiredService<SilenceBook>(),
            RemedyBook = sp.GetRequiredService<RemedyBook>(),
        };
        var roster = new RosterSurroundings(
            sp.GetRequiredService<ConfigLoader>(), start.Reading,
            config => new AlertRouting(config, start.Notifiers.Select(notifier => notifier.Name)), checks, settings.ConfigPollInterval)
        {
            Network = WithDatabase(sp.GetRequiredService<NetworkPolicy>(), StoreOf(sp)),
            Watch = sp.GetRequiredService<RoundWatch>(),
            Pings = sp.GetRequiredService<PingRunner>(),
            Reports = sp.GetRequiredService<ReportBook>(),
        };
        registry.Register<RosterActor>(system.ActorOf(Of<RosterActor>(roster), "roster"));
        registry.Register<ReportsActor>(ReportSetup.StartActor(system, registry, sp));
    }

    /// <summary>A failed write stops a persistent actor, whatever the strategy.</summary>
    private static Props Silences(SilenceBook book, TimeProvider time) => BackoffSupervisor.Props(Backoff.OnStop(
        Props.Create<SilencesActor>(book, time), "all", TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10), 0.2, maxNrOfRetries: -1));

    /// <summary>Known only once the database is taken.</summary>
    private static NetworkPolicy WithDatabase(NetworkPolicy policy, Store store)
    {
        if (store.LocalPort is { } port)
            policy.Rules = policy.Rules with { OwnPorts = policy.Rules.OwnPorts.Add(port) };
        return policy;
    }

    private static Action<string> ColdProblem(IServiceProvider sp)
    {
        var log = sp.GetRequiredService<ILoggerFactory>().CreateLogger<WarmStart>();
        return why => log.LogWarning("the journal is read cold: {Why}", why);
    }

    private static Store StoreOf(IServiceProvider sp) => sp.GetRequiredService<EngineStart>().Store;
}
