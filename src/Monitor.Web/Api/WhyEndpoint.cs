using System.Diagnostics;
using Monitor.Web.Engine;

namespace Monitor.Web.Api;

/// <summary><c>/api/checks/{name}/why</c>: why somebody was told of a failure, or was not.</summary>
public static class WhyEndpoint
{
    public static RouteGroupBuilder MapWhy(this RouteGroupBuilder api)
    {
        api.MapGet("/checks/{name}/why", WhyAsync).WithName("WhyTold")
            .WithSummary("Who is told of the check's failure now and why, who would be if it failed, and what was decided since it last went down")
            .Produces<WhyJson>().ProducesProblem(404).ProducesProblem(503);
        return api;
    }

    /// <param name="Now">How it stands, in sentences.</param>
    /// <param name="IfItFailed">What would follow if it failed now, in sentences.</param>
    /// <param name="Trace">What was decided since it last went down, oldest first.</param>
    public sealed record WhyJson(string Check, IReadOnlyList<string> Now, IReadOnlyList<string> IfItFailed, IReadOnlyList<WhyStep> Trace);

    /// <summary>One decision.</summary>
    /// <param name="At">Epoch seconds.</param>
    public sealed record WhyStep(double At, string Kind, string Text);

    private static async Task<IResult> WhyAsync(string name, TellingControls telling, CancellationToken cancel) =>
        await telling.WhyAsync(name, cancel) switch
        {
            { Why: { } why } => TypedResults.Ok(new WhyJson(why.Check, why.Now, why.IfItFailed, [.. why.Trace.Select(step => new WhyStep(Epoch.Seconds(step.At), step.Kind, step.Text))])),
            { Refusal: { } refusal } => Replies.Problem(refusal),
            _ => throw new UnreachableException(),
        };
}
