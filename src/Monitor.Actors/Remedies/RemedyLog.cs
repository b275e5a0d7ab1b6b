using System.Text;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.Journal;

namespace Monitor.Actors.Remedies;

/// <summary>Reads from the journal what remedies have done.</summary>
public sealed class RemedyLog(EventLog events) : IRemedyPast
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <remarks>As many as the limit on them can ask for.</remarks>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> RunsAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var newest = await events.ReadAsync(new EventFilter(Kinds: ["remedy"]), RemedySettings.MostRuns, cancel);
        return newest.Where(logged => now - logged.At < Window).Select(Read).OfType<CheckEvent.RemedyRequested>()
            .DistinctBy(run => run.Id).ToDictionary(run => run.Id, run => run.At, StringComparer.Ordinal);
    }

    /// <summary>Null for what cannot be read: the event log shows it.</summary>
    private static CheckEvent? Read(LoggedEvent logged)
    {
        try
        {
            return EventJson.Read(Encoding.UTF8.GetBytes(logged.Json), logged.Kind);
        }
        catch (JournalFormatException)
        {
            return null;
        }
    }
}
