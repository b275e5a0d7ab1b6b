using System.Collections.Immutable;

namespace Monitor.Actors.Reports;

/// <summary>What became of the reports, as the journal keeps it for ever.</summary>
/// <remarks>Each has a manifest in <see cref="Journal.ReportSerializer"/>, an arm in <see cref="ReportList.Apply"/> and a stored sample beside the tests.</remarks>
public abstract record ReportEvent(DateTimeOffset At)
{
    /// <summary>It is made from now on, at these times.</summary>
    public sealed record Planned(DateTimeOffset At, string Name, string Schedule) : ReportEvent(At);

    /// <summary>It is not made any more.</summary>
    public sealed record Dropped(DateTimeOffset At, string Name) : ReportEvent(At);

    /// <summary>It was made: an event, and a request to hand it to its channels.</summary>
    public sealed record Made(DateTimeOffset At, MorningReport Report) : ReportEvent(At);

    /// <summary>It was due, and is not made any more.</summary>
    public sealed record Skipped(DateTimeOffset At, string Name, DateTimeOffset Due, string Reason) : ReportEvent(At);

    public sealed record Signed(DateTimeOffset At, string Id, string By, string? Note = null) : ReportEvent(At);

    /// <summary>Nobody has signed it off in time: an event, and a request to tell its channels.</summary>
    /// <param name="Number">Counted from 1.</param>
    public sealed record Reminded(DateTimeOffset At, string Id, int Number, ImmutableArray<string> Channels) : ReportEvent(At);

    /// <summary>A channel has not accepted it yet and says why; told once per reason.</summary>
    /// <param name="Message">Which message: the report, or a reminder of it.</param>
    public sealed record Held(DateTimeOffset At, string Message, string Channel, string Reason) : ReportEvent(At);

    public sealed record Delivered(DateTimeOffset At, string Message, string Channel, string? Answer = null) : ReportEvent(At);

    /// <summary>A channel will never accept it.</summary>
    public sealed record Abandoned(DateTimeOffset At, string Message, string Channel, string Reason) : ReportEvent(At);
}
