using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Monitor.Web.Status;

/// <summary>Draws the status page once, as a document that needs no live connection.</summary>
public sealed class StatusPrinter(IServiceScopeFactory scopes, ILoggerFactory logs)
{
    public async Task<byte[]> PrintAsync(StatusView view)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<StatusDocument>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(StatusDocument.View)] = view }));
            return Encoding.UTF8.GetBytes(page.ToHtmlString());
        });
    }
}
