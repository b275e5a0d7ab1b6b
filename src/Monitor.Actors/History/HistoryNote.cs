namespace Monitor.Actors.History;

/// <summary>What goes into the history beside results, in one line with them: what is planned for a check, or a run of its job.</summary>
public abstract record HistoryNote;
