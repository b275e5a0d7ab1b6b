using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Actors.Journal;
using Monitor.Web.Incidents;

namespace Monitor.Web.Engine;

/// <summary>What can be read of incidents, and written down about one.</summary>
public interface IIncidentDesk
{
    Task<IncidentList> ListAsync(IncidentAsk ask, CancellationToken cancel);

    /// <summary>Null when there is none of that id.</summary>
    Task<IncidentView?> ReadAsync(string check, string id, CancellationToken cancel);

    Task<ControlReply> NoteAsync(string check, string id, NoteOrder note, CancellationToken cancel);
}

/// <summary>Reads what is open from the board, what is over from the journal, and hands notes to the engine.</summary>
public sealed class IncidentDesk(IncidentLedger ledger, IncidentLog log, ResultQueries results, CheckControls controls, BoardHub board, TimeProvider time) : IIncidentDesk
{
    private const int MostOpen = 100;

    public async Task<IncidentList> ListAsync(IncidentAsk ask, CancellationToken cancel)
    {
        var now = board.Current;
        var (shown, more) = ask.Open(now, MostOpen);
        var found = await ledger.FindAsync(shown.Select(tile => (tile.Name.Value, tile.Incident!)), cancel); // those that have one
        var open = shown.Select(tile => found.GetValueOrDefault(tile.Incident!) ?? Seen(tile));
        var over = ask.State == IncidentState.Open ? new IncidentRecords([], null) : await ledger.ReadAsync(ask.Over(now), ask.Limit, cancel);
        return new IncidentList(IncidentTree.Of([.. open, .. over.Incidents], now), more, over.Next, over.IsCut);
    }

    public async Task<IncidentView?> ReadAsync(string check, string id, CancellationToken cancel)
    {
        if (await ledger.StoryAsync(check, id, cancel) is not { } story || !CheckName.TryParse(check, out var name, out _))
            return null;
        var (since, until) = (AsStored(story.Incident.Since), story.Incident.End?.At ?? time.GetUtcNow());
        var last = await results.PageAsync(new ResultFilter(since, until, name, [ResultKind.Fail]), 0, 1, cancel);
        return new IncidentView(story, board.Current.Find(check))
        {
            FailedRounds = await results.FailuresAsync(name, since, until, cancel),
            LastReason = last.Rows is [{ Reason: { } reason }] && reason != story.Incident.Reason ? reason : null,
            Others = IncidentTree.Others(story.Incident, await log.DuringAsync(story.Incident.Since, until, cancel), board.Current),
        };
    }

    public async Task<ControlReply> NoteAsync(string check, string id, NoteOrder note, CancellationToken cancel)
    {
        if (await ledger.StoryAsync(check, id, cancel) is not { } story)
            return new ControlReply(ControlOutcome.NotFound, $"{ErrorDetails.Short(check)} has no incident {ErrorDetails.Short(id)}", []);
        var order = note.Trimmed;
        return story.Notes.Length >= IncidentLedger.MostNotes
            ? new ControlReply(ControlOutcome.Refused, $"the incident has {IncidentLedger.MostNotes} notes already", [])
            : await controls.NoteAsync(check, id, order.By!, order.Text!, cancel); // whoever asks has looked
    }

    /// <summary>As far as the board knows it, when its beginning cannot be read.</summary>
    private static IncidentRecord Seen(CheckTile tile) =>
        new(0, tile.Name.Value, tile.Incident!, tile.FirstFailedAt ?? tile.Since ?? default, tile.Since ?? default, tile.Reason ?? ""); // of one that has one

    /// <summary>The history keeps milliseconds; the round that opened the incident counts too.</summary>
    private static DateTimeOffset AsStored(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
