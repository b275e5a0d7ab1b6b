using System.Collections.Immutable;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Assertions;

/// <summary>All that a check expects of an answer, compiled when the configuration is read; any number of threads may judge by it.</summary>
public sealed class AssertionSet
{
    private readonly ImmutableArray<Assertion> _all;

    private AssertionSet(ImmutableArray<Assertion> all) => _all = all;

    public bool IsEmpty => _all.IsEmpty;

    /// <summary>Takes <c>expect_status</c>, <c>expect_header</c>, <c>expect_body</c>, <c>expect_jsonpath</c> and
    /// <c>expect_latency_ms</c>, as far as they are allowed.</summary>
    public static AssertionSet Read(YamlSection keys, AssertionKeys allowed) => new(
    [
        .. allowed.HasFlag(AssertionKeys.Status) ? StatusAssertion.Read(keys) : [],
        .. allowed.HasFlag(AssertionKeys.JsonPath) ? JsonPathAssertion.Read(keys) : [],
    ]);

    /// <summary>Passed, or every assertion that did not hold in one text; Error when JSON is needed and there is none.</summary>
    public Observation Judge(ProbeFacts facts)
    {
        using var answer = new Answer(facts);
        Findings? findings = null;
        foreach (var assertion in _all)
        {
            if (assertion.NeedsJson && answer.JsonProblem is not null)
                (findings ??= new(answer)).MissJson(assertion);
            else if (assertion.Problem(answer) is { } problem)
                (findings ??= new(answer)).Add(assertion, problem);
        }

        return findings is null ? new Observation(ObservationKind.Passed, null, facts.StatusCode) : findings.Observation();
    }
}
