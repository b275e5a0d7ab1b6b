using Microsoft.AspNetCore.Mvc;
using Monitor.Actors.Config;
using Monitor.Web.Engine;

namespace Monitor.Web.Api;

/// <summary>Turns what the engine said into HTTP: problem details with the same texts as the file's (RFC 9457).</summary>
public static class Replies
{
    public static IResult Problem(ControlReply reply) => TypedResults.Problem(new ProblemDetails
    {
        Status = StatusOf(reply.Outcome),
        Title = TitleOf(reply.Outcome),
        Detail = reply.Message,
        Extensions = { ["problems"] = reply.Problems.Select(ProblemJson.Of).ToArray() },
    });

    /// <summary>What was asked makes no sense.</summary>
    public static IResult Bad(string detail) => Problem(400, "The request is not valid", detail);

    public static IResult Problem(int status, string title, string detail) =>
        TypedResults.Problem(new ProblemDetails { Status = status, Title = title, Detail = detail });

    private static int StatusOf(ControlOutcome outcome) => outcome switch
    {
        ControlOutcome.Invalid => StatusCodes.Status422UnprocessableEntity,
        ControlOutcome.NameTaken or ControlOutcome.OwnedByFile or ControlOutcome.Changed or ControlOutcome.Paused or ControlOutcome.Refused => StatusCodes.Status409Conflict,
        ControlOutcome.NotFound => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    private static string TitleOf(ControlOutcome outcome) => outcome switch
    {
        ControlOutcome.Invalid => "The check is not valid",
        ControlOutcome.NameTaken => "The name is taken",
        ControlOutcome.OwnedByFile => "The check belongs to a file",
        ControlOutcome.Changed => "The check was changed meanwhile",
        ControlOutcome.Paused => "The check is paused",
        ControlOutcome.Refused => "It cannot be done now",
        ControlOutcome.NotFound => "No such check",
        _ => "The engine could not do it now",
    };

    /// <summary>One problem of an entry, as the file's problems read.</summary>
    public sealed record ProblemJson(string Severity, int Line, int Column, string Place, string Fault, string Fix)
    {
        public static ProblemJson Of(ConfigProblem problem) => new(
            problem.Severity.ToString().ToLowerInvariant(), problem.Line, problem.Column, problem.Place, problem.Fault, problem.Fix);
    }
}
