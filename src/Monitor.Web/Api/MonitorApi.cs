using System.Text.Json;
using Monitor.Web.Status;

namespace Monitor.Web.Api;

/// <summary>The REST API and its OpenAPI document at <c>/openapi/v1.json</c>.</summary>
public static class MonitorApi
{
    public static void AddMonitorApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);
        services.AddProblemDetails();
        services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Monitor";
            document.Info.Description = "Checks, results and events of this monitor.";
            return Task.CompletedTask;
        }));
    }

    public static void MapMonitorApi(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api => api.UseExceptionHandler().UseStatusCodePages());
        app.MapOpenApi();
        app.MapHealth();
        app.MapGroup("/api").WithTags("Monitor").MapChecks().MapTags().MapOrders().MapRemedies().MapSilences().MapWhy().MapAlerts().MapIncidents().MapChannels().MapReports().MapConfig().MapReplay().MapPush().MapUptime().MapRuns().MapReads().MapEvents().MapEngine().MapStatus();
    }
}
