using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Health;
using Monitor.Web.Api;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Monitor.Web.Metrics;

/// <summary>
/// <c>/metrics</c> for Prometheus: what OpenTelemetry collects of the engine, then the series of the checks. The engine's
/// part is also sent by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.
/// </summary>
public static class MetricsSetup
{
    private const string Path = "/metrics";

    private static readonly string[] Endpoints = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    public static void AddMetrics(this WebApplicationBuilder builder) => builder.Services
        .AddOpenTelemetry()
        .ConfigureResource(resource => resource.AddService("monitor", serviceVersion: EngineVersion.Text))
        .WithMetrics(metrics =>
        {
            metrics.AddMeter(EngineMetrics.MeterName, "Monitor.Web", "System.Runtime", "Microsoft.AspNetCore.Components.Server.Circuits").AddPrometheusExporter();
            if (Endpoints.Any(key => !string.IsNullOrWhiteSpace(builder.Configuration[key])))
                metrics.AddOtlpExporter();
        });

    public static void MapMetrics(this WebApplication app)
    {
        var engine = ((IEndpointRouteBuilder)app).CreateApplicationBuilder()
            .UseOpenTelemetryPrometheusScrapingEndpoint(_ => true).Build();
        app.MapGet(Path, async (HttpContext context, BoardHub board, UptimeRunner uptime) =>
        {
            context.Request.Headers.Accept = "text/plain"; // OpenMetrics would end with a mark before our part
            context.Request.Headers.AcceptEncoding = default; // it would compress its own part, and ours comes after that
            await engine(context);
            await CheckSeries.WriteAsync(context.Response.BodyWriter, board.Current.Tiles, uptime.Of, context.RequestAborted);
        }).ExcludeFromDescription();
    }
}
