using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Monitor.Web.Check;
using Monitor.Web.Engine;
using Monitor.Web.Shared;
using MudBlazor;
using MudBlazor.Services;

namespace Monitor.Web.Hosting;

/// <summary>Plugs the board's pages into a web application; expects the engine's singletons beside them.</summary>
public static class WebFront
{
    /// <summary>What a page may say at once: a list of checks may be pasted, letters of three bytes among them.</summary>
    private const long LargestMessage = 1024 * 1024;

    /// <summary>Where a published program has its scripts and styles, wherever it is started; null when it was only built.</summary>
    public static string? PublishedRoot { get; } =
        Path.Combine(AppContext.BaseDirectory, "wwwroot") is var folder && Directory.Exists(folder) ? folder : null;

    /// <summary>A page that was cut off finds everything as it was for so long; later it loads itself anew.</summary>
    private static readonly TimeSpan KeptWhenLost = TimeSpan.FromMinutes(1);

    public static WebApplicationBuilder AddBoard(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(circuits => circuits.DisconnectedCircuitRetentionPeriod = KeptWhenLost)
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        builder.Services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            options.SnackbarConfiguration.VisibleStateDuration = 5000;
            options.SnackbarConfiguration.ShowTransitionDuration = 150;
            options.SnackbarConfiguration.HideTransitionDuration = 150;
            options.SnackbarConfiguration.PreventDuplicates = false;
        });
        builder.Services.AddScoped<Viewer>();
        builder.Services.AddScoped<BoardFeed>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<IArchive, Archive>();
        builder.Services.TryAddSingleton<ICheckDesk, CheckDesk>();
        builder.Services.TryAddSingleton<IAlertDesk, AlertDesk>();
        builder.Services.TryAddSingleton<ICheckHistory, CheckHistoryLoader>();
        builder.Services.TryAddSingleton<IFailingTrend, FailingTrend>();
        return builder;
    }

    public static WebApplication MapBoard(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(LeaveProgramsAlone);
        app.UseAntiforgery();
        app.MapStaticAssets();
        // Blazor's own header would say 'self' to framing, and keep ours from being set.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }

    /// <summary>The page that says "not found" is for people; the API has an answer of its own.</summary>
    private static Task LeaveProgramsAlone(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/api") && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;
        return next(context);
    }
}
