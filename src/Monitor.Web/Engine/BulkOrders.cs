using System.Collections.Concurrent;
using Monitor.Actors.Config;

namespace Monitor.Web.Engine;

/// <summary>Gives the same order to many checks, a few at a time.</summary>
public static class BulkOrders
{
    private const int AtATime = 16;

    /// <summary>The answer of the only one, or one for all of them, in which the first that did not do it says why.</summary>
    /// <param name="did">What they have done then, such as <c>paused</c>.</param>
    public static async Task<ControlReply> GiveAsync(
        IReadOnlyCollection<string> names, string did, Func<string, CancellationToken, Task<ControlReply>> order, CancellationToken cancel)
    {
        if (names.Count == 1)
            return await order(names.First(), cancel);
        var refused = new ConcurrentDictionary<string, ControlReply>(StringComparer.OrdinalIgnoreCase);
        await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancel }, async (name, stop) =>
        {
            var reply = await order(name, stop);
            if (!reply.Done)
                refused[name] = reply;
        });
        var done = names.Count - refused.Count;
        return refused.OrderBy(one => one.Key, StringComparer.OrdinalIgnoreCase).Select(one => one.Value).FirstOrDefault() is not { } first
            ? new ControlReply(ControlOutcome.Done, $"{Counted.Of(done, "check")} {did}", [])
            : first with { Name = null, Message = Counted.Partly(done, refused.Count, did, first.Message) };
    }
}
