using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Monitor.Web.Engine;

/// <summary>What came of an order to many checks.</summary>
/// <param name="Refused">Which did not do it and why, by name.</param>
public sealed record BulkReply(int Done, ImmutableArray<(string Name, string Why)> Refused)
{
    /// <summary>Such as <c>12 checks paused; 2 not: db: it is not failing</c>.</summary>
    public string Say(string did)
    {
        var first = Refused is [var one, ..] ? $"{one.Name}: {one.Why}" : "";
        var more = Refused.Length > 1 ? $", and {Refused.Length - 1} more" : "";
        return (Done, Refused.Length) switch
        {
            (_, 0) => $"{Count(Done)} {did}",
            (0, _) => $"Not {did}: {first}{more}",
            _ => $"{Count(Done)} {did}; {Refused.Length} not: {first}{more}",
        };
    }

    private static string Count(int checks) => checks == 1 ? "1 check" : $"{checks} checks";
}

/// <summary>Gives the same order to many checks, a few at a time.</summary>
public static class BulkOrders
{
    private const int AtATime = 16;

    public static async Task<BulkReply> GiveAsync(
        IReadOnlyCollection<string> names, Func<string, CancellationToken, Task<ControlReply>> order, CancellationToken cancel)
    {
        var refused = new ConcurrentBag<(string, string)>();
        await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancel }, async (name, stop) =>
        {
            var reply = await order(name, stop);
            if (!reply.Done)
                refused.Add((name, reply.Message));
        });
        return new BulkReply(names.Count - refused.Count, [.. refused.OrderBy(one => one.Item1, StringComparer.OrdinalIgnoreCase)]);
    }
}
