using Monitor.Actors.Health;

namespace Monitor.Web.Api;

/// <summary><c>/api/engine</c>: how the monitor itself does.</summary>
public static class EngineEndpoints
{
    public static RouteGroupBuilder MapEngine(this RouteGroupBuilder api)
    {
        api.MapGet("/engine", (EngineHub hub) => EngineJson.Of(hub.Current))
            .WithName("GetEngine").WithSummary("How the monitor itself does, taken once a second; durations in seconds")
            .Produces<EngineJson>();
        return api;
    }
}
