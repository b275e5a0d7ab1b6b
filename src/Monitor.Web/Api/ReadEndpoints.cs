using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Actors.Journal;

namespace Monitor.Web.Api;

/// <summary><c>/api/results</c> and <c>/api/events</c>: what was observed, and what was decided.</summary>
public static class ReadEndpoints
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1_000;

    private static readonly TimeSpan DefaultSpan = TimeSpan.FromHours(24);

    public static RouteGroupBuilder MapReads(this RouteGroupBuilder api)
    {
        api.MapGet("/results", ResultsAsync).WithName("ListResults")
            .WithSummary("Results, newest first; since= is epoch seconds or ISO 8601, 24 hours ago by default; limit= up to 1000")
            .Produces<ResultsJson>().ProducesProblem(400);
        api.MapGet("/events", EventsAsync).WithName("ListEvents")
            .WithSummary("Journaled events, newest first; with after= oldest first, for following along; limit= up to 1000")
            .Produces<EventsJson>().ProducesProblem(400);
        return api;
    }

    private static async Task<IResult> ResultsAsync(
        ResultQueries results, TimeProvider time, CancellationToken cancel, string? check = null, string? since = null, int? limit = null, int? skip = null)
    {
        var from = time.GetUtcNow() - DefaultSpan;
        if (since is not null && !Epoch.TryParse(since, out from))
            return Bad($"since: \"{ErrorDetails.Short(since)}\" is neither epoch seconds nor ISO 8601");
        CheckName? name = null;
        if (check is not null)
        {
            if (!CheckName.TryParse(check, out var parsed, out var problem))
                return Bad($"check: {problem}");
            name = parsed;
        }

        if (LimitProblem(limit) is { } wrong)
            return Bad(wrong);
        if (skip is < 0)
            return Bad("skip: must not be negative");
        var page = await results.PageAsync(new ResultFilter(from, null, name), skip ?? 0, limit ?? DefaultLimit, cancel);
        return TypedResults.Ok(new ResultsJson([.. page.Rows.Select(ResultJson.Of)], page.Total, page.HasMore));
    }

    private static async Task<IResult> EventsAsync(
        EventLog log, CancellationToken cancel, string? check = null, long? after = null, long? before = null, int? limit = null)
    {
        if (LimitProblem(limit) is { } wrong)
            return Bad(wrong);
        var events = await log.ReadAsync(new EventFilter(check, default, after, before), limit ?? DefaultLimit, cancel);
        return TypedResults.Ok(new EventsJson([.. events.Select(EventJsonView.Of)]));
    }

    private static string? LimitProblem(int? limit) =>
        limit is < 1 or > MaxLimit ? $"limit: must be from 1 to {MaxLimit}" : null;

    private static IResult Bad(string detail) => Replies.Problem(400, "The request is not valid", detail);
}
