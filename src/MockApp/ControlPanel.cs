using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace MockApp;

/// <summary>The page at <c>/</c>: one document, put together at start, that needs nothing else.</summary>
internal static class ControlPanel
{
    public static void MapControlPanel(this WebApplication app)
    {
        var board = app.Configuration["BOARD_BASE"] is { Length: > 0 } url ? url : "http://127.0.0.1:8501";
        var (style, script) = (Part("panel.css"), Part("panel.js"));
        var page = Part("panel.html")
            .Replace("{board}", HtmlEncoder.Default.Encode(board), StringComparison.Ordinal)
            .Replace("{style}", style, StringComparison.Ordinal)
            .Replace("{script}", script, StringComparison.Ordinal);
        var policy = $"default-src 'none'; style-src {Hash(style)}; script-src {Hash(script)}; connect-src 'self'; "
            + "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

        app.MapGet("/", (HttpResponse response) =>
        {
            response.Headers.ContentSecurityPolicy = policy;
            response.Headers.CacheControl = "no-store";
            return Results.Text(page, "text/html; charset=utf-8");
        }).ExcludeFromDescription();
    }

    private static string Hash(string inline) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(inline)))}'";

    private static string Part(string name)
    {
        using var stream = typeof(ControlPanel).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
