using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;

namespace Monitor.Actors.Tests.Support;

/// <summary>A channel as production reads and makes it, and a receiver on 127.0.0.1 that answers as the test says.</summary>
public sealed class ChannelBench : IAsyncDisposable
{
    /// <summary>What must not be seen anywhere but at the receiver.</summary>
    public const string Canary = "CANARY-7f3a9c51e2b84d60";

    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;
    private readonly Func<string, byte[]?> _answer;

    /// <param name="answer">From the whole request; null keeps the connection open without an answer.</param>
    public ChannelBench(Func<string, byte[]?>? answer = null)
    {
        _answer = answer ?? (_ => LoopbackTarget.Answer("ok"));
        Target = new LoopbackTarget(request => _answer(request));
        _services = EngineHost.Build(_folder.Path);
        Variables = new()
        {
            ["SECRET"] = Canary,
            ["SECRET_URL"] = $"{Target.Url}services/{Canary}",
            ["TARGET"] = Target.Url.AbsoluteUri.TrimEnd('/'),
        };
    }

    public static ChannelBench Answering(int status, string body, string headers = "") => new(_ => LoopbackTarget.Answer(body, status, headers));

    public LoopbackTarget Target { get; }

    /// <summary>What fills placeholders, and says where the board is.</summary>
    public Dictionary<string, string> Variables { get; }

    public IEnumerable<IChannelType> Types => _services.GetServices<IChannelType>();

    /// <summary>The last request's body.</summary>
    public string Body => Target.Requests[^1].Split("\r\n\r\n", 2)[1];

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Head => Target.Requests[^1].Split("\r\n\r\n", 2)[0];

    public ConfigReading Reading(string channels, string global = "{ allow_commands: true }") => MonitorConfig.Read(
        new SourceText("checks.yaml", $"global: {global}\nchannels:\n{channels}\nchecks: []\n"), null,
        new ConfigSurroundings(_services.GetRequiredService<CheckTypes>(), Variables, TimeZoneInfo.Utc));

    /// <param name="entry">The keys besides the name.</param>
    public ChannelDefinition Channel(string entry)
    {
        var reading = Reading($"  - {{ name: it, {entry} }}");
        Assert.Empty(reading.Errors);
        return Assert.Single(reading.Config!.Channels); // no errors, so there is one
    }

    public Task<Delivery> Send(string entry, Alert? alert = null) =>
        Channel(entry).Make().SendAsync(alert ?? An(), TestContext.Current.CancellationToken);

    /// <summary>The failure of db-health, at nine; later kinds twelve minutes later.</summary>
    public static Alert An(AlertKind kind = AlertKind.FirstFail, string? reason = null, string severity = "P1") => Alert.Of(
        new OfferAlert(Some.Name, Some.RaisedAt(kind == AlertKind.FirstFail ? Some.T0 : Some.T0.AddMinutes(12), kind, Some.Incident()) with
        {
            Severity = severity,
            Reason = reason ?? Some.Refusal,
            Details = Some.RefusalDetails,
        }, "it"));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Target.DisposeAsync();
        _folder.Dispose();
    }
}
