using Akka.Actor;
using Akka.Hosting;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Silences;

namespace Monitor.Web.Engine;

/// <summary>What people can order about silences.</summary>
public sealed class SilenceControls(IRequiredActor<SilencesActor> silences, SilenceBook book)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public IReadOnlyList<Silence> All => book.Current?.All ?? [];

    public Task<SilenceReply> BeginAsync(CheckMatcher match, DateTimeOffset until, string by, string reason, CancellationToken cancel) =>
        AskAsync(new SilenceRequest.Begin(match, until, by, reason), cancel);

    public Task<SilenceReply> EndAsync(string id, string by, CancellationToken cancel) => AskAsync(new SilenceRequest.End(id, by), cancel);

    private async Task<SilenceReply> AskAsync(SilenceRequest request, CancellationToken cancel)
    {
        try
        {
            return await silences.ActorRef.Ask<SilenceReply>(request, Patience, cancel);
        }
        catch (AskTimeoutException)
        {
            return new SilenceReply(null, CheckControls.NoAnswer);
        }
    }
}

/// <summary>Answers about silences, for people.</summary>
internal static class SilenceReplies
{
    /// <param name="done">What to say when it was stored.</param>
    public static ControlReply Say(this SilenceReply reply, string done) => reply.Problem is { } problem
        ? new ControlReply(ControlOutcome.Unavailable, problem, [])
        : new ControlReply(ControlOutcome.Done, done, []);
}
