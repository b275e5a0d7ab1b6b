using Monitor.Web.Engine;

namespace Monitor.Web.Tests.Support;

/// <summary>Answers what a change would have made of the past, and remembers what it was asked.</summary>
internal sealed class ScriptedReplay : IReplayDesk
{
    public ReplayReply Reply { get; set; } = ReplayReply.Refused("no round of the last 7 days is recorded");

    public List<string> Asked { get; } = [];

    public Task<ReplayReply> ReplayAsync(string name, string entry, CancellationToken cancel)
    {
        Asked.Add(entry);
        return Task.FromResult(Reply);
    }
}
