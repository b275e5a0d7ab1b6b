using System.Collections.Immutable;
using Akka.Actor;
using Akka.Hosting;
using Monitor.Actors.Journal;
using Monitor.Actors.Reports;

namespace Monitor.Web.Engine;

/// <summary>What people can read of the reports and ask to be done.</summary>
public interface IReportDesk
{
    /// <summary>Those that the configuration asks for, in the order of the file.</summary>
    ImmutableArray<ReportDefinition> Wanted { get; }

    /// <summary>The names of those that are being made.</summary>
    ImmutableHashSet<string> Making { get; }

    /// <summary>All that were made, newest last; null until the journal was read.</summary>
    ReportList? All { get; }

    /// <summary>The content of a report; null when there is none of that id, or the journal does not give it any more.</summary>
    Task<MorningReport?> ReadAsync(string id, CancellationToken cancel);

    /// <param name="send">Whether its channels get it too.</param>
    Task<ReportReply> MakeAsync(string name, string by, bool send, CancellationToken cancel);

    Task<ReportReply> SignOffAsync(string id, string by, string? note, CancellationToken cancel);
}

/// <summary>Hands what people want of reports to the engine.</summary>
public sealed class ReportControls(IRequiredActor<ReportsActor> reports, ReportBook book, ReportLog log) : IReportDesk
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public ImmutableArray<ReportDefinition> Wanted => book.Wanted?.Reports ?? [];

    public ImmutableHashSet<string> Making => book.Making;

    public ReportList? All => book.Current;

    public Task<MorningReport?> ReadAsync(string id, CancellationToken cancel) =>
        All?.Find(id) is { } head ? log.ReadAsync(head.Number, cancel) : Task.FromResult<MorningReport?>(null);

    public Task<ReportReply> MakeAsync(string name, string by, bool send, CancellationToken cancel) => AskAsync(new ReportRequest.Make(name, by, send), cancel);

    public Task<ReportReply> SignOffAsync(string id, string by, string? note, CancellationToken cancel) => AskAsync(new ReportRequest.SignOff(id, by, note), cancel);

    private async Task<ReportReply> AskAsync(ReportRequest request, CancellationToken cancel)
    {
        try
        {
            return await reports.ActorRef.Ask<ReportReply>(request, Patience, cancel);
        }
        catch (AskTimeoutException)
        {
            return new ReportReply(ReportOutcome.NotStored, CheckControls.NoAnswer);
        }
    }
}
