using System.Net.Mime;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Web.Shared;
using static Monitor.Web.Api.Replies;

namespace Monitor.Web.Api;

/// <summary><c>/api/events</c>: what was decided, a page at a time or as a file.</summary>
public static class EventEndpoints
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1_000;

    public static RouteGroupBuilder MapEvents(this RouteGroupBuilder api)
    {
        api.MapGet("/events", ListAsync).WithName("ListEvents")
            .WithSummary("Journaled events, newest first; with after= oldest first, for following along; kind= such as down, actor= check, channel, silence or report, since= and until= epoch seconds or ISO 8601; limit= up to 1000")
            .Produces<EventsJson>().ProducesProblem(400);
        api.MapGet("/events/export", Export).WithName("ExportEvents")
            .WithSummary("Journaled events as a file, newest first, filtered alike; format= csv (default) or jsonl; after 100,000 events the last line says with which before= it goes on")
            .Produces(200, contentType: MediaTypeNames.Text.Csv).ProducesProblem(400);
        return api;
    }

    private static async Task<IResult> ListAsync(
        EventLog log,
        CancellationToken cancel,
        string? check = null,
        string? kind = null,
        string? actor = null,
        string? since = null,
        string? until = null,
        long? after = null,
        long? before = null,
        int? limit = null)
    {
        if (limit is < 1 or > MaxLimit)
            return Bad($"limit: must be from 1 to {MaxLimit}");
        var (filter, problem) = Read(check, kind, actor, since, until, before);
        if (problem is not null)
            return Bad(problem);
        var events = await log.ReadAsync(filter with { After = after }, limit ?? DefaultLimit, cancel);
        return TypedResults.Ok(new EventsJson([.. events.Select(EventJsonView.Of)]));
    }

    private static IResult Export(
        EventLog log,
        CancellationToken cancel,
        string? format = null,
        string? check = null,
        string? kind = null,
        string? actor = null,
        string? since = null,
        string? until = null,
        long? before = null)
    {
        var (filter, problem) = Read(check, kind, actor, since, until, before);
        problem ??= format is null or "csv" or "jsonl" ? null : $"format: \"{ErrorDetails.Short(format)}\" is neither csv nor jsonl";
        if (problem is not null)
            return Bad(problem);
        return format == "jsonl"
            ? TypedResults.Stream(body => EventExport.JsonlAsync(log.ReadAsync, filter, body, cancel), "application/jsonl; charset=utf-8", "events.jsonl")
            : TypedResults.Stream(body => EventExport.CsvAsync(log.ReadAsync, filter, body, cancel), "text/csv; charset=utf-8", "events.csv");
    }

    private static (EventFilter Filter, string? Problem) Read(string? check, string? kind, string? actor, string? since, string? until, long? before)
    {
        var problem = kind is not null && !EventLog.Kinds.Contains(kind, StringComparer.Ordinal) ? $"kind: there are no events of the kind \"{ErrorDetails.Short(kind)}\"; the page Events lists all kinds"
            : actor is not null && QueryWord.Parse<EventActor>(actor) is null ? $"actor: \"{ErrorDetails.Short(actor)}\" is none of check, channel, silence, report"
            : null;
        var (from, to) = (Epoch.Read("since", since, ref problem), Epoch.Read("until", until, ref problem));
        return (new EventFilter(check, kind is null ? [] : [kind], Before: before) { Actor = QueryWord.Parse<EventActor>(actor), Since = from, Until = to }, problem);
    }
}
