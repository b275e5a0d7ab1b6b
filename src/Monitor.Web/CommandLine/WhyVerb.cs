using System.CommandLine;
using System.Net;
using System.Text.Json;
using Monitor.Web.Api;
using Monitor.Web.Hosting;

namespace Monitor.Web.CommandLine;

/// <summary><c>monitor why</c>: asks the running monitor why somebody was told of a failure, or was not.</summary>
internal static class WhyVerb
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Command Make(Terminal terminal)
    {
        var name = new Argument<string>("CHECK") { Description = "The check's name; case makes no difference." }.RefuseOptions();
        var url = new Option<string>("--url")
        {
            Description = "Where the monitor runs.",
            HelpName = "URL",
            DefaultValueFactory = _ => LoopbackOnly.DefaultUrl,
        };
        var json = VerbOptions.Json();
        var verb = new Command(
            "why",
            "Asks the running monitor who is told of a check's failure and why, who would be if it failed now, and what was decided since it last went down. "
            + "Exit code: 0 answered, 1 it could not, 2 no such check, 5 no monitor answers there.")
        {
            name, url, json,
        };
        verb.SetAction((parsed, cancel) => RunAsync(terminal, parsed.GetRequiredValue(name), parsed.GetRequiredValue(url), parsed.GetValue(json), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(Terminal terminal, string name, string address, bool json, CancellationToken cancel)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            terminal.Error.WriteLine($"--url: \"{address}\" is not an http or https URL; write it like {LoopbackOnly.DefaultUrl}");
            return ExitCodes.Usage;
        }

        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri(url, $"/api/checks/{Uri.EscapeDataString(name)}/why"), cancel);
            if (answer.StatusCode == HttpStatusCode.NotFound)
            {
                terminal.Error.WriteLine($"there is no check named \"{name}\" in the monitor at {url}");
                return ExitCodes.Usage;
            }

            if (!answer.IsSuccessStatusCode)
            {
                terminal.Error.WriteLine($"the monitor at {url} answered {(int)answer.StatusCode} {answer.ReasonPhrase}");
                return ExitCodes.Bad;
            }

            Tell(terminal, await answer.Content.ReadFromJsonAsync<WhyEndpoint.WhyJson>(Json, cancel), json);
            return ExitCodes.Good;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or NotSupportedException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            terminal.Error.WriteLine($"no monitor answers at {url}: {e.Message}");
            return ExitCodes.NotRunning;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Stopped;
        }
    }

    private static void Tell(Terminal terminal, WhyEndpoint.WhyJson? why, bool json)
    {
        if (why is null)
            return;
        if (json)
        {
            terminal.WriteJson(why);
            return;
        }

        Section(terminal, why.Check, why.Now);
        Section(terminal, "If it failed now", why.IfItFailed);
        if (why.Trace.Count > 0)
            Section(terminal, "Since it last went down", why.Trace.Select(step => $"{DateTimeOffset.UnixEpoch.AddSeconds(step.At).UtcDateTime:yyyy-MM-dd HH:mm:ss}Z  {step.Text}"));
    }

    private static void Section(Terminal terminal, string title, IEnumerable<string> lines)
    {
        terminal.Out.WriteLine(title);
        foreach (var line in lines)
            terminal.Out.WriteLine($"  {line}");
    }
}
