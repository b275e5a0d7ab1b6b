using Microsoft.AspNetCore.HostFiltering;

namespace Monitor.Web.Hosting;

/// <summary>Limits on what comes in: whose name it may be asked for, how many live pages, how large a request.</summary>
public static class FrontDoor
{
    /// <summary>Live pages at once; each costs about a megabyte.</summary>
    private const int MaxLivePages = 200;

    private const long MaxRequestBody = 256 * 1024;

    public static void AddFrontDoor(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentUpgradedConnections = MaxLivePages;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBody;
        });
        builder.Services.PostConfigure<HostFilteringOptions>(hosts =>
        {
            // A page elsewhere could give its own name our address and so get around the browser's same-origin rule.
            if (string.IsNullOrEmpty(builder.Configuration["AllowedHosts"]) || builder.Configuration["AllowedHosts"] == "*")
                hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"];
        });
    }
}
