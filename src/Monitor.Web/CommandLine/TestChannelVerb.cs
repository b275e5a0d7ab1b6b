using System.CommandLine;
using Monitor.Actors.Alerts;
using Monitor.Actors.Hosting;

namespace Monitor.Web.CommandLine;

/// <summary><c>monitor test-channel</c>: one message through one channel, that says that it is a test.</summary>
internal static class TestChannelVerb
{
    public static Command Make(Terminal terminal)
    {
        var name = new Argument<string>("CHANNEL") { Description = "The channel's name, or email or console; case makes no difference." }.RefuseOptions();
        var file = VerbOptions.File();
        var json = VerbOptions.Json();
        var verb = new Command(
            "test-channel",
            "Sends one message through a channel and prints what the receiver said. It says plainly that it is a test. "
            + "Exit code: 0 sent, 1 not taken, 2 no such channel or file, 3 the configuration has errors.")
        {
            name, file, json,
        };
        verb.SetAction((parsed, cancel) => RunAsync(terminal, parsed.GetRequiredValue(name), parsed.GetValue(file), parsed.GetValue(json), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(Terminal terminal, string name, string? file, bool json, CancellationToken cancel)
    {
        await using var engine = new IdleEngine(terminal, file);
        if (engine.ReadOrTell(terminal, out var code) is not { } config)
            return code;

        INotifier[] channels = [.. engine.Part<EngineStart>().Notifiers, .. config.Channels.Select(channel => channel.Make())];
        if (Array.Find(channels, channel => string.Equals(channel.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } wanted)
        {
            terminal.Error.WriteLine(Missing(name, channels.Select(channel => channel.Name)));
            return ExitCodes.Usage;
        }

        try
        {
            return Tell(terminal, wanted.Name, await ChannelTestRunner.RunAsync(wanted, engine.Part<TimeProvider>(), cancel), json);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            terminal.Error.WriteLine("stopped before the receiver had answered");
            return ExitCodes.Stopped;
        }
    }

    private static string Missing(string name, IEnumerable<string> known) =>
        $"there is no channel named \"{name}\"; there are {string.Join(", ", known.Order(StringComparer.OrdinalIgnoreCase))}";

    private static int Tell(Terminal terminal, string name, Delivery delivery, bool json)
    {
        var (outcome, said) = delivery switch
        {
            Delivery.Sent sent => ("sent", sent.Answer),
            Delivery.GiveUp never => ("refused", never.Why),
            Delivery.TryLater later => ("not_now", later.Why),
            _ => ("not_now", null),
        };
        if (json)
            terminal.WriteJson(new { channel = name, outcome, message = said });
        else
            (outcome == "sent" ? terminal.Out : terminal.Error).WriteLine($"{name}: {(outcome == "sent" ? "sent" : "not sent")}{(said is null ? "" : $": {said}")}");
        return outcome == "sent" ? ExitCodes.Good : ExitCodes.Bad;
    }
}
