using Monitor.Actors.Checks;
using Monitor.Actors.History;
using static Monitor.Web.Api.Replies;

namespace Monitor.Web.Api;

/// <summary><c>/api/results</c>: what was observed.</summary>
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
        return api;
    }

    private static async Task<IResult> ResultsAsync(
        ResultQueries results, TimeProvider time, CancellationToken cancel, string? check = null, string? since = null, int? limit = null, int? skip = null)
    {
        var from = time.GetUtcNow() - DefaultSpan;
        if (since is not null && !Epoch.TryParse(since, out from))
            return Bad(Epoch.Fault("since", since));
        CheckName? name = null;
        if (check is not null)
        {
            if (!CheckName.TryParse(check, out var parsed, out var problem))
                return Bad($"check: {problem}");
            name = parsed;
        }

        if (limit is < 1 or > MaxLimit)
            return Bad($"limit: must be from 1 to {MaxLimit}");
        if (skip is < 0)
            return Bad("skip: must not be negative");
        var page = await results.PageAsync(new ResultFilter(from, null, name), skip ?? 0, limit ?? DefaultLimit, cancel);
        return TypedResults.Ok(new ResultsJson([.. page.Rows.Select(ResultJson.Of)], page.Total, page.HasMore));
    }
}
