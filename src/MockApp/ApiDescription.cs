using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace MockApp;

/// <summary>OpenAPI at <c>/openapi.json</c>, and pages at <c>/docs</c> that read it without leaving this machine.</summary>
internal static class ApiDescription
{
    private const string Title = "MockApp + Control Panel";

    // The pages bring their own inline styles and scripts; nothing may be fetched from, or sent, elsewhere.
    private const string Policy = "default-src 'self' 'unsafe-inline' data: blob:; frame-ancestors 'none'";

    public static void AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi("openapi", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = Title;
            document.Info.Version = MockState.Version;
            document.Servers?.Clear();
            return Task.CompletedTask;
        }));

    // Accepts<Faults>() would describe the same body, but answers another content type with 415 before the endpoint can.
    public static async Task TakesFaults(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop) =>
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(typeof(Faults), null, stop) },
            },
        };

    public static void MapApiDescription(this WebApplication app)
    {
        app.MapOpenApi("/{documentName}.json");
        app.MapScalarApiReference("/docs", page => page
                .WithTitle(Title)
                .WithOpenApiRoutePattern("/openapi.json")
                .DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideClientButton().HideDeveloperTools())
            .AddEndpointFilter((context, next) =>
            {
                context.HttpContext.Response.Headers.ContentSecurityPolicy = Policy;
                return next(context);
            });
        app.MapGet("/redoc", () => Results.Redirect("/docs")).ExcludeFromDescription();
    }
}
