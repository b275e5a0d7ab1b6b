using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Web.Engine;
using Monitor.Web.Incidents;

namespace Monitor.Web.Tests.Support;

/// <summary>Answers the pages of incidents from what a test has put into it, and remembers what they asked.</summary>
internal sealed class ScriptedIncidents : IIncidentDesk
{
    public IncidentList List { get; set; } = new([]);

    public IncidentView? View { get; set; }

    public List<IncidentAsk> Asked { get; } = [];

    /// <summary>What was ordered, in words.</summary>
    public List<string> Orders { get; } = [];

    public Exception? Trouble { get; set; }

    /// <param name="began">In minutes before noon.</param>
    /// <param name="lasted">In minutes; null while it is not over.</param>
    public static IncidentRecord Incident(string check = "db-health", int began = 60, int? lasted = 22, string reason = "HTTP 503")
    {
        var at = Some.Noon.AddMinutes(-began);
        return new IncidentRecord(1_000 - began, check, $"{check}/{at.ToUnixTimeMilliseconds()}", at, at, reason)
        {
            End = lasted is { } minutes ? new IncidentEnd(at.AddMinutes(minutes), IncidentEndKind.Recovered) : null,
        };
    }

    public Task<IncidentList> ListAsync(IncidentAsk ask, CancellationToken cancel)
    {
        Asked.Add(ask);
        return Trouble is null ? Task.FromResult(List) : Task.FromException<IncidentList>(Trouble);
    }

    public Task<IncidentView?> ReadAsync(string check, string id, CancellationToken cancel) =>
        Trouble is null ? Task.FromResult(View is { } view && view.Incident.Id == id ? view : null) : Task.FromException<IncidentView?>(Trouble);

    public Task<ControlReply> NoteAsync(string check, string id, NoteOrder note, CancellationToken cancel)
    {
        var order = note.Trimmed;
        Orders.Add($"note on {id} by {order.By}: {order.Text}");
        if (View is { } view)
            View = view with { Story = view.Story with { Notes = view.Story.Notes.Add(new CheckEvent.Noted(Some.Noon, id, order.By!, order.Text!)) } }; // the form has looked
        return Task.FromResult(new ControlReply(ControlOutcome.Done, "noted", []));
    }
}
