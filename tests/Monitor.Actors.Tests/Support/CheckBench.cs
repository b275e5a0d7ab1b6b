using Akka.Actor;
using Akka.Pattern;
using Akka.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.History;
using Monitor.Actors.Roster;

namespace Monitor.Actors.Tests.Support;

/// <summary>What a check works with in a test: probes for its neighbours, a real history in a folder of its own.</summary>
public sealed class CheckBench : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly HttpMessageInvoker _http = OutboundHttp.Invoker(new Dialer(new NetworkPolicy()));
    private readonly HistoryDatabase _database;
    private readonly ResultLog _history;

    public CheckBench(TimeProvider time, TestProbe alerts, TestProbe remedies)
    {
        _database = new HistoryDatabase(HistoryDatabase.InFile(_folder["results.db"]));
        _history = new ResultLog(_database, TimeProvider.System, NullLogger<ResultLog>.Instance);
        Results = new ResultQueries(_database);
        Around = new CheckSurroundings(
            time, new ProbeRunner(Some.Places(16), time), new JobStartRunner(_http, time), _history, Results, alerts.Ref, remedies.Ref);
    }

    public CheckSurroundings Around { get; }

    public ResultQueries Results { get; }

    /// <summary>As the roster runs it: under a supervisor that brings it back.</summary>
    public static Props Supervised(CheckSlot slot) => BackoffSupervisor.Props(Backoff
        .OnStop(Props.CreateBy(slot), "check", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), randomFactor: 0, maxNrOfRetries: -1)
        .WithFinalStopMessage(message => message is CheckCommand.Retire));

    public async Task<IReadOnlyList<ResultRow>> Rows()
    {
        await _history.FlushAsync();
        return (await Results.PageAsync(new ResultFilter(DateTimeOffset.MinValue), 0, 100)).Rows;
    }

    /// <summary>The runs of the job behind the check, newest first.</summary>
    public async Task<IReadOnlyList<RunRecord>> Runs()
    {
        await _history.FlushAsync();
        return await new RunQueries(_database).NewestAsync(Some.Name, 100);
    }

    public async ValueTask DisposeAsync()
    {
        await _history.DisposeAsync();
        Around.Probes.Dispose();
        _http.Dispose();
        _folder.Dispose();
    }
}
