using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Monitor.Actors.Checks;
using Monitor.Actors.Reports;
using Monitor.Web.Engine;
using static Monitor.Web.Api.Replies;

namespace Monitor.Web.Api;

/// <summary><c>/api/reports</c>: the morning report and others like it, and who has signed them off.</summary>
public static class ReportEndpoints
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1_000;

    public static RouteGroupBuilder MapReports(this RouteGroupBuilder api)
    {
        api.MapGet("/reports", List).WithName("ListReports")
            .WithSummary("The reports that are made, and those that were, newest first; name= of one only, before= the next of the page before; limit= up to 1000")
            .Produces<ReportsJson>().ProducesProblem(400).ProducesProblem(503);
        api.MapGet("/reports/{id}", GetAsync).WithName("GetReport").WithSummary("A report with all its lines")
            .Produces<ReportJson>().ProducesProblem(404).ProducesProblem(503);
        api.MapPost("/reports/{name}/make", MakeAsync).WithName("MakeReport")
            .WithSummary("Looks at every check of a report afresh and makes it; with send: true its channels get it too")
            .Produces<ReportBegun>(202).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
        api.MapPost("/reports/{id}/sign-off", SignOffAsync).WithName("SignOffReport")
            .WithSummary("Signs a report off, once; by= who, note= what they say")
            .Produces<ReportHeadJson>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
        api.MapGet("/reports/sign-offs", Export).WithName("ExportSignOffs")
            .WithSummary("The history of sign-offs as a file, newest report first; format= csv (default) or jsonl")
            .Produces(200, contentType: "text/csv").ProducesProblem(400).ProducesProblem(503);
        return api;
    }

    private static IResult List(IReportDesk desk, TimeProvider time, string? name = null, long? before = null, int? limit = null)
    {
        if (limit is < 1 or > MaxLimit)
            return Bad($"limit: must be from 1 to {MaxLimit}");
        if (desk.All is not { } all)
            return NotRead;
        var found = Enumerable.Reverse(all.Heads).Where(head => (name is null || string.Equals(head.Name, name, StringComparison.OrdinalIgnoreCase)) && (before is null || head.Number < before))
            .Take((limit ?? DefaultLimit) + 1).ToArray();
        var page = found.Take(limit ?? DefaultLimit).ToArray();
        return TypedResults.Ok(new ReportsJson(
            [.. desk.Wanted.Select(report => PlannedReportJson.Of(report, time.GetUtcNow(), desk.Making.Contains(report.Name)))],
            [.. page.Select(ReportHeadJson.Of)],
            found.Length > page.Length ? page[^1].Number : null));
    }

    private static async Task<IResult> GetAsync(string id, IReportDesk desk, CancellationToken cancel)
    {
        if (desk.All is not { } all)
            return NotRead;
        if (all.Find(id) is not { } head)
            return Missing($"there is no report {ErrorDetails.Short(id)}");
        return await desk.ReadAsync(id, cancel) is { } report
            ? TypedResults.Ok(ReportJson.Of(head, report))
            : Missing($"the journal does not give the content of {head.Id} any more");
    }

    private static async Task<IResult> MakeAsync(string name, IReportDesk desk, CancellationToken cancel, MakeBody? body = null)
    {
        var reply = await desk.MakeAsync(name, CheckOrders.Api, body?.Send ?? false, cancel);
        return reply is { Outcome: ReportOutcome.Done, Id: { } id }
            ? TypedResults.Accepted($"/api/reports/{id}", new ReportBegun(id, reply.Message))
            : Refused(reply);
    }

    private static async Task<IResult> SignOffAsync(string id, SignOffOrder body, IReportDesk desk, CancellationToken cancel)
    {
        if (body.Problem is { } problem)
            return Bad(problem);
        var order = body.Trimmed;
        var reply = await desk.SignOffAsync(id, order.By!, order.Note, cancel); // looked at above
        return reply.Outcome == ReportOutcome.Done && desk.All?.Find(id) is { } head ? TypedResults.Ok(ReportHeadJson.Of(head)) : Refused(reply);
    }

    private static IResult Export(IReportDesk desk, string? format = null)
    {
        if (format is not (null or "csv" or "jsonl"))
            return Bad($"format: \"{ErrorDetails.Short(format)}\" is neither csv nor jsonl");
        if (desk.All is not { } all)
            return NotRead;
        var newest = Enumerable.Reverse(all.Heads);
        return format is "jsonl"
            ? File(SignOffExport.Jsonl(newest), "application/jsonl", "sign-offs.jsonl")
            : File(SignOffExport.Csv(newest), "text/csv", "sign-offs.csv");
    }

    private static FileContentHttpResult File(string text, string type, string name) => TypedResults.File(Encoding.UTF8.GetBytes(text), $"{type}; charset=utf-8", name);

    private static IResult Refused(ReportReply reply) => reply.Outcome switch
    {
        ReportOutcome.NotFound => Replies.Problem(404, "No such report", reply.Message),
        ReportOutcome.Refused => Replies.Problem(409, "It cannot be done now", reply.Message),
        _ => Replies.Problem(503, "The engine could not do it now", reply.Message),
    };

    private static IResult NotRead => Replies.Problem(503, "The engine could not do it now", "the journal is not read yet; ask again in a moment");

    private static IResult Missing(string detail) => Replies.Problem(404, "No such report", detail);

    /// <summary>Whether the report's channels get it too.</summary>
    public sealed record MakeBody(bool Send = false);

    /// <summary>The report will be there in a moment.</summary>
    public sealed record ReportBegun(string Id, string Message);
}
