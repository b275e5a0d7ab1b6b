using Monitor.Actors.Alerts;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Web.Engine;

namespace Monitor.Web.Api;

/// <summary><c>/api/channels</c>: which channels there are, how they are, and trying one.</summary>
public static class ChannelEndpoints
{
    public static RouteGroupBuilder MapChannels(this RouteGroupBuilder api)
    {
        api.MapGet("/channels", ListAsync).WithName("ListChannels").WithSummary("Every channel, by name, and what keeps it from delivering")
            .Produces<ChannelJson[]>().ProducesProblem(503);
        api.MapPost("/channels/{name}/test", TestAsync).WithName("TestChannel")
            .WithSummary("Sends a message through a channel that says that it is a test; 502 when the receiver does not take it")
            .Produces<Tested>().ProducesProblem(404).ProducesProblem(502).ProducesProblem(503);
        return api;
    }

    /// <param name="Trouble">Why it does not deliver; null when it does, or has had nothing to.</param>
    public sealed record ChannelJson(string Name, string Type, string? Trouble, double? TroubleSince);

    /// <summary>What the receiver said.</summary>
    public sealed record Tested(string Name, string Message);

    private static async Task<IResult> ListAsync(ChannelControls channels, BoardHub board, CancellationToken cancel) =>
        await channels.ListAsync(cancel) is { } list
            ? TypedResults.Ok(list.Channels.Select(channel => Json(channel.Name, channel.Type, board.Current)).ToArray())
            : Unavailable();

    private static ChannelJson Json(string name, string type, BoardSnapshot board)
    {
        var trouble = board.Troubles.FirstOrDefault(trouble => trouble.IsOfChannel(name));
        return new ChannelJson(name, type, trouble?.Text, Epoch.Seconds(trouble?.Since));
    }

    private static async Task<IResult> TestAsync(string name, ChannelControls channels, CancellationToken cancel) =>
        await channels.TestAsync(name, cancel) switch
        {
            null => Unavailable(),
            { Name: null } => Replies.Problem(404, "No such channel", $"there is no channel named {ErrorDetails.Short(name)}"),
            { Delivery: Delivery.Sent sent } tested => TypedResults.Ok(new Tested(tested.Name, sent.Answer ?? "sent")),
            { Delivery: Delivery.GiveUp never } => NotTaken(never.Why),
            { Delivery: Delivery.TryLater later } => NotTaken(later.Why),
            _ => Unavailable(),
        };

    private static IResult NotTaken(string why) => Replies.Problem(502, "The channel did not deliver the test", why);

    private static IResult Unavailable() => Replies.Problem(503, "The engine could not do it now", "there was no answer in time; try again");
}
