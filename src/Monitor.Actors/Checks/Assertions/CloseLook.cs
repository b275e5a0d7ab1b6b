using System.Collections.Immutable;

namespace Monitor.Actors.Checks.Assertions;

/// <summary>An answer as somebody sees it who tries a check out: what was expected one by one, and what its body begins with.</summary>
/// <param name="Body">Null when there is none.</param>
public sealed record CloseLook(ImmutableArray<AssertionResult> Assertions, string? Body)
{
    private const int MostOfBody = 200;

    public static string Start(string body) => ErrorDetails.Short(body, MostOfBody);
}

/// <summary>One thing that was expected of an answer.</summary>
/// <param name="About">In a few words, such as <c>status 200</c>.</param>
/// <param name="Problem">Expected and actual together; null when it holds.</param>
/// <param name="OnlyWarns">Whether the round is WARN, not FAIL, without it.</param>
public sealed record AssertionResult(string About, string? Problem, bool OnlyWarns);
