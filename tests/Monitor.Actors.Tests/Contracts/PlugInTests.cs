using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Channels;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Config;
using Monitor.Actors.Hosting;
using Monitor.Actors.Remedies;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Contracts;

/// <summary>Every registered plug-in is found and held to its contract; a new one arrives already tested in the dull places.</summary>
public sealed class PlugInTests : IAsyncDisposable
{
    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(5);

    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;

    public PlugInTests() => _services = EngineHost.Build(_folder.Path);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    private ICheckType[] Checks => [.. _services.GetServices<ICheckType>()];

    private IChannelType[] Channels => [.. _services.GetServices<IChannelType>()];

    private IRemedyType[] Remedies => [.. _services.GetServices<IRemedyType>()];

    private ConfigReading Read(string yaml, ImmutableDictionary<string, string>? environment = null) => MonitorConfig.Read(
        new SourceText("checks.yaml", yaml), null,
        new ConfigSurroundings(_services.GetRequiredService<CheckTypes>(), environment ?? ImmutableDictionary<string, string>.Empty, TimeZoneInfo.Utc));

    /// <summary>A channel's example as the whole file, with something for every placeholder in it.</summary>
    private ConfigReading ReadExample(IChannelType type) => Read(
        $"global: {{ allow_commands: true }}\nchannels:\n  - {type.Example.ReplaceLineEndings("\n    ")}\nchecks: []\n",
        Placeholders.In(type.Example).Select(place => place.Name).Distinct().ToImmutableDictionary(name => name, name => name.EndsWith("_URL", StringComparison.Ordinal) ? "https://example.com/x" : "secret7"));

    [Fact]
    public void There_are_some_and_their_names_are_unique()
    {
        Assert.NotEmpty(Checks);
        Assert.NotEmpty(Remedies);
        Assert.NotEmpty(Channels);
        Assert.Equal(Channels.Select(type => type.Name).Distinct(StringComparer.OrdinalIgnoreCase), Channels.Select(type => type.Name));
        Assert.Equal(Checks.Select(type => type.Name).Distinct(StringComparer.OrdinalIgnoreCase), Checks.Select(type => type.Name));
        Assert.Equal(Remedies.Select(type => type.Name).Distinct(StringComparer.OrdinalIgnoreCase), Remedies.Select(type => type.Name));
        Assert.Equal(Notifiers().Select(notifier => notifier.Name).Distinct(StringComparer.OrdinalIgnoreCase), Notifiers().Select(notifier => notifier.Name));
    }

    [Fact]
    public void The_example_of_every_check_loads() => Assert.All(Checks, type =>
    {
        var reading = Read($"global: {{ allow_commands: true }}\nchecks:\n  - {type.Example.ReplaceLineEndings("\n    ")}\n");
        Assert.Empty(reading.Errors);
        Assert.Equal(type, Assert.Single(reading.Config!.Checks).Type); // no errors, so there is one
    });

    [Fact]
    public void The_example_of_every_remedy_loads() => Assert.All(Remedies, type =>
    {
        var reading = Read($"global: {{ allow_commands: true, remedies: {{ services: [shop.service] }} }}\nchecks:\n  - {{ name: x, type: http, url: 'http://127.0.0.1/', on_fail: {{ actions: [{type.Example}] }} }}\n");
        Assert.Empty(reading.Errors);
        Assert.Equal(type, Assert.Single(reading.Config!.Checks[0].Remedies).Type); // no errors, so there is one
    });

    [Fact]
    public void The_example_of_every_channel_loads() => Assert.All(Channels, type =>
    {
        var reading = ReadExample(type);
        Assert.Empty(reading.Errors);
        var channel = Assert.Single(reading.Config!.Channels); // no errors, so there is one
        Assert.Equal(type, channel.Type);
        Assert.Equal(channel.Name, channel.Make().Name);
        Assert.DoesNotContain("secret7", channel.ToString(), StringComparison.Ordinal);
    });

    [Fact]
    public void An_empty_section_yields_problems_not_exceptions()
    {
        Assert.All(Checks, type => Assert.NotEmpty(Problems(type.Read)));
        Assert.All(Remedies, type => Assert.NotEmpty(Problems(type.Read)));
        Assert.All(Channels, type => Assert.NotEmpty(Problems(type.Read)));
    }

    private static IReadOnlyList<ConfigProblem> Problems(Func<YamlSection, object> read)
    {
        var keys = YamlSection.Of("{}");
        Assert.NotNull(read(keys));
        return keys.Problems();
    }

    [Fact]
    public void Nonsense_in_every_key_yields_problems_not_exceptions()
    {
        string[] nonsense = ["[]", "{}", "''", "nonsense", "-1", "true", "null", "[[]]", "{ a: b }", "'{job_id}'", "'http://['", "99999999999999999999"];
        foreach (var type in Checks)
            foreach (var key in Keys(type.Example))
                foreach (var value in nonsense)
                {
                    var keys = YamlSection.Of($"{{ {key}: {value} }}");
                    var spec = type.Read(keys);
                    Assert.NotNull(type.Target(spec));
                    _ = (type.Deadline(spec), type.Trigger(spec));
                }

        foreach (var type in Channels)
            foreach (var key in Keys(type.Example))
                foreach (var value in nonsense)
                    Assert.NotNull(type.Read(YamlSection.Of($"{{ {key}: {value} }}")));
    }

    private static IEnumerable<string> Keys(string example) =>
        System.Text.RegularExpressions.Regex.Matches(example, "([a-z_]+):(?=\\s)").Select(match => match.Groups[1].Value).Distinct();

    [Fact]
    public async Task A_check_stops_promptly_when_cancelled()
    {
        await using var silent = LoopbackTarget.Saying(null);
        foreach (var type in Checks.Where(type => type.Pings(type.Read(YamlSection.Of("{}"))) is null && type.Members(type.Read(YamlSection.Of("{}"))) is null)) // these ask nobody
        {
            using var cancel = new CancellationTokenSource();
            if (type.Name == "icmp")
                await cancel.CancelAsync(); // no peer of ours could stay silent: the system answers for it
            var probe = type.ProbeAsync(type.Read(YamlSection.Of(Waiting(type, silent.Url))), new ProbeContext(Some.Name), cancel.Token);
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe.WaitAsync(Promptly, TestContext.Current.CancellationToken));
        }
    }

    /// <summary>With these keys a check of any type waits for a peer that says nothing.</summary>
    private string Waiting(ICheckType type, Uri silent) => $$"""
        url: '{{(type.Name == "websocket" ? "ws" : "http")}}://{{silent.Authority}}/'
        status_url: '{{silent}}{job_id}'
        job_id_file: '{{_folder.Write("id", "job_1")}}'
        host: 127.0.0.1
        port: {{silent.Port}}
        send_expect: [{ expect: hello }]
        query_name: a.example
        resolver: '{{silent.Authority}}'
        transport: tcp
        username: somebody
        command: {{(type.Name == "command" ? "[sleep, '1000']" : "[PING]")}}
        """;

    [Fact]
    public async Task A_remedy_stops_promptly_when_cancelled()
    {
        await using var silent = LoopbackTarget.Saying(null);
        foreach (var type in Remedies.Where(type => type.Name != "restart_service")) // runs a program as command does
        {
            var spec = type.Read(YamlSection.Of($"{{ url: '{silent.Url}', command: [sleep, \"60\"] }}"));
            Assert.NotNull(type.Target(spec));
            using var cancel = new CancellationTokenSource();
            var run = type.RunAsync(spec, new RemedyRun("a/1/remedy0/1", NetworkLevel.Outbound, Some.Name), cancel.Token);
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Promptly, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_channel_stops_promptly_when_cancelled()
    {
        await using var silent = LoopbackTarget.Saying(null);
        foreach (var notifier in Notifiers(silent.Url.Port))
        {
            using var cancel = new CancellationTokenSource();
            await cancel.CancelAsync();
            var sending = Task.Run(() => notifier.SendAsync(Alert.Of(Some.Offer(Some.T0)), cancel.Token), CancellationToken.None);
            await Task.WhenAny(sending).WaitAsync(Promptly, TestContext.Current.CancellationToken);
            Assert.False(sending.IsCompletedSuccessfully && await sending is Delivery.Sent);
        }
    }

    /// <summary>Every channel that a full environment sets up.</summary>
    private List<INotifier> Notifiers(int port = 25)
    {
        var environment = new Dictionary<string, string>
        {
            ["SMTP_HOST"] = "127.0.0.1",
            ["SMTP_PORT"] = $"{port}",
            ["SMTP_TLS"] = "none",
        };
        return [
            .. _services.GetServices<NotifierSource>().SelectMany(source => source.Make(environment, Assert.Fail, TimeProvider.System)),
            .. Channels.Select(type => type.Make(new ChannelDefinition(type.Name, type, type.Read(YamlSection.Of(Sending(type, port))), ""))),
        ];
    }

    /// <summary>With these keys a channel of any type has somebody to send to.</summary>
    private static string Sending(IChannelType type, int port) => $"""
        url: 'http://127.0.0.1:{port}/'
        api_url: 'http://127.0.0.1:{port}'
        token: secret7
        command: {(type.RunsPrograms ? "[sleep, '1000']" : "[]")}
        """;

    [Fact]
    public void A_channel_nobody_set_up_is_none_and_no_problem() =>
        Assert.All(_services.GetServices<NotifierSource>(), source => Assert.DoesNotContain(source.Make(new Dictionary<string, string>(), Assert.Fail, TimeProvider.System), made => made.Name != ConsoleNotifier.ChannelName));
}
