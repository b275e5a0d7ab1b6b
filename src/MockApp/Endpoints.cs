using static MockApp.PythonJson;

namespace MockApp;

/// <summary>The HTTP interface: every path, key and byte of the original.</summary>
internal static class Endpoints
{
    public static void MapProbes(this WebApplication app)
    {
        var probes = app.MapGroup("").WithTags("Probes");

        probes.MapGet("/health", (MockState state) =>
                Answer(200, ("ok", true), ("version", MockState.Version), ("uptime_s", (long)state.Uptime.TotalSeconds)))
            .WithSummary("Is MockApp itself running?");

        probes.MapGet("/api/ping", (MockState state) => state.Faults.ApiDown
                ? Answer(503, ("status", "down"), ("detail", "simulated outage"))
                : Answer(200, ("status", "ok")))
            .WithSummary("The API; 503 while API Down is on");

        probes.MapGet("/db/health", (MockState state) => state.Faults.DbSlow
                ? Answer(200, ("ok", false), ("latency_ms", 262))
                : Answer(200, ("ok", true), ("latency_ms", 12)))
            .WithSummary("The database; 262 ms while DB Slow is on");

        probes.MapGet("/queue/health", (MockState state) => Answer(200, Queue(state.Queue)))
            .WithSummary("The queue; at least 200 deep and 1200 s old while Queue Stuck is on");
    }

    public static void MapJobs(this WebApplication app)
    {
        var jobs = app.MapGroup("/jobs").WithTags("Jobs");

        jobs.MapPost("/run", (MockState state) => Answer(200, ("job_id", state.StartJob())))
            .WithSummary("Start a job");

        jobs.MapGet("/{job_id}/status", (string job_id, MockState state) => Answer(200, ("status", state.PollJob(job_id))))
            .WithSummary("Poll a job: running, succeeded, failed or unknown")
            .WithDescription("The first poll after more than 20 s decides the job, by Job Fail as it stands at that moment.");
    }

    public static void MapAdmin(this WebApplication app)
    {
        var admin = app.MapGroup("/admin").WithTags("Admin");

        admin.MapPost("/faults", async (HttpRequest request, MockState state) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
                var (faults, status, problem) = FaultsBody.Read(body.ToArray(), request.ContentType);
                return faults is null ? Answer(problem, status) : Done(state.Apply(faults));
            })
            .AddOpenApiOperationTransformer(ApiDescription.TakesFaults)
            .WithSummary("Replace all four faults; a missing key means off");

        admin.MapPost("/reset", (MockState state) => Done(state.Reset()))
            .WithSummary("Switch every fault off and drain the queue");

        admin.MapGet("/state", (MockState state) => Answer(200, Everything(state.Snapshot())))
            .WithSummary("Everything MockApp remembers");
    }

    private static IResult Done(Faults faults) => Answer(200, ("ok", true), ("faults", faults.ToJson()));

    private static (string, object?)[] Everything(MockSnapshot now) =>
    [
        ("faults", now.Faults.ToJson()),
        ("queue", Queue(now.Queue)),
        ("jobs", now.Jobs.Select(job => (job.Id, (object?)Object(("status", job.Status), ("start", Epoch(job.Start))))).ToArray()),
        ("version", MockState.Version),
        ("start_time", Epoch(now.Started)),
    ];

    private static (string, object?)[] Queue(QueueReading queue) =>
        [("depth", queue.Depth), ("oldest_age_s", queue.OldestAgeSeconds)];

    private static double Epoch(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / (double)TimeSpan.TicksPerSecond;
}
