using System.Collections.Immutable;
using Monitor.Actors.Alerts.Sending;
using Monitor.Actors.Checks.Command;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Alerts.Channels;

/// <summary>Which program tells people, and how long it may take.</summary>
public sealed record CommandChannelSpec(CommandSpec Program, TimeSpan Timeout);

/// <summary>Runs a program that tells people: the alert is on its standard input as JSON, and in its environment.</summary>
public sealed class CommandChannel(CommandAlertRunner programs) : ChannelType<CommandChannelSpec>("command")
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public override string Example => """
        { name: apprise, type: command, command: [/usr/local/bin/tell-apprise], environment: { APPRISE_URL: '{APPRISE_URL}' }, working_directory: /tmp }
        """;

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        .. CommandKeys.ProgramKeys,
        new("timeout", KeyShape.Duration(Shortest, Longest), "then the program is ended, and run again later") { Default = "30s" },
    ];

    public override bool RunsPrograms => true;

    protected override CommandChannelSpec Read(YamlSection keys) =>
        new(CommandKeys.ReadProgram(keys), keys.Duration("timeout", Usual, Shortest, Longest));

    protected override INotifier Make(ChannelDefinition channel, CommandChannelSpec spec) => new CommandNotifier(channel, spec, programs);
}

/// <summary>A channel that is a program.</summary>
internal sealed class CommandNotifier(ChannelDefinition channel, CommandChannelSpec spec, CommandAlertRunner programs) : INotifier
{
    /// <summary>What is longer stands only on standard input: no program can be started with variables of any size.</summary>
    private const int MaxVariable = 8_000;

    public string Name => channel.Name;

    public bool IsForMachines => true;

    public Task<Delivery> SendAsync(Alert alert, CancellationToken cancel)
    {
        var words = AlertWords.Of(alert, channel.Board);
        var program = spec.Program with { Environment = spec.Program.Environment.AddRange(Variables(alert, words).Where(one => !spec.Program.Environment.ContainsKey(one.Key))) };
        return programs.RunAsync(program, WebhookTemplate.Default.Fill(alert, words), spec.Timeout, cancel);
    }

    private IEnumerable<KeyValuePair<string, string>> Variables(Alert alert, AlertWords words) =>
        WebhookTemplate.Texts(alert, words).Concat([KeyValuePair.Create("channel", Name), KeyValuePair.Create("key", AlertText.Key(alert, Name))])
            .Select(one => KeyValuePair.Create($"MONITOR_{one.Key.ToUpperInvariant()}", AlertWords.Cut(one.Value.Replace('\0', ' '), MaxVariable)));
}
