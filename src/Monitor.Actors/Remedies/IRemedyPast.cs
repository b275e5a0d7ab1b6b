namespace Monitor.Actors.Remedies;

/// <summary>Knows which remedies ran before the monitor started.</summary>
public interface IRemedyPast
{
    /// <summary>The runs within the hour, by their ids.</summary>
    Task<IReadOnlyDictionary<string, DateTimeOffset>> RunsAsync(DateTimeOffset now, CancellationToken cancel);
}
