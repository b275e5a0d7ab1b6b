using System.Collections.Immutable;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Assertions;

/// <summary>All that a check expects of an answer, compiled when the configuration is read; any number of threads may judge by it.</summary>
public sealed class AssertionSet
{
    /// <summary>Where the reference describes them.</summary>
    private const string Section = "[assertions](#assertions)";

    private static readonly (AssertionKeys Flag, ConfigKey Key)[] All =
    [
        (AssertionKeys.Status, StatusAssertion.Key),
        (AssertionKeys.Header, HeaderAssertion.Key),
        (AssertionKeys.Body, BodyReader.Key),
        (AssertionKeys.JsonPath, JsonPathAssertion.Key),
        (AssertionKeys.Latency, LatencyAssertion.Key),
        (AssertionKeys.Conditions, ConditionsReader.Key),
    ];

    private readonly ImmutableArray<Assertion> _all;
    private readonly Mask _mask;

    private AssertionSet(ImmutableArray<Assertion> all, Mask mask) => (_all, _mask) = (all, mask);

    public bool IsEmpty => _all.IsEmpty;

    /// <summary>The keys of those that are allowed.</summary>
    public static ImmutableArray<ConfigKey> KeysOf(AssertionKeys allowed) =>
        [.. All.Where(one => allowed.HasFlag(one.Flag)).Select(one => one.Key with { See = Section })];

    /// <summary>Takes <c>expect_status</c>, <c>expect_header</c>, <c>expect_body</c>, <c>expect_jsonpath</c>, <c>expect_latency_ms</c> and
    /// <c>conditions</c>, as far as they are allowed.</summary>
    /// <param name="facts">What conditions may ask for, besides response time and connection and what the allowed keys are about.</param>
    public static AssertionSet Read(YamlSection keys, AssertionKeys allowed, FactKeys facts = FactKeys.None) => new(
    [
        .. allowed.HasFlag(AssertionKeys.Status) ? StatusAssertion.Read(keys) : [],
        .. allowed.HasFlag(AssertionKeys.Header) ? HeaderAssertion.Read(keys) : [],
        .. allowed.HasFlag(AssertionKeys.Body) ? BodyReader.Read(keys) : [],
        .. allowed.HasFlag(AssertionKeys.JsonPath) ? JsonPathAssertion.Read(keys) : [],
        .. allowed.HasFlag(AssertionKeys.Latency) ? LatencyAssertion.Read(keys) : [],
        .. allowed.HasFlag(AssertionKeys.Conditions) ? ConditionsReader.Read(keys, facts | FactsOf(allowed)) : [],
    ], keys.MaskOf(All.Select(one => one.Key.Name)));

    /// <summary>Passed, or every assertion that did not hold in one text; Error when JSON is needed and there is none.</summary>
    /// <param name="closely">Whether somebody wants to see each assertion, and what the body begins with.</param>
    public Observation Judge(ProbeFacts facts, bool closely = false)
    {
        using var answer = new Answer(facts);
        Findings? findings = null;
        foreach (var assertion in _all)
        {
            if (assertion.NeedsJson && answer.JsonProblem is not null)
                (findings ??= new(answer, _mask)).MissJson(assertion);
            else if (assertion.Problem(answer) is { } problem)
                (findings ??= new(answer, _mask)).Add(assertion, problem);
        }

        var seen = findings is null ? new Observation(ObservationKind.Passed, null, facts.StatusCode) : findings.Observation();
        if (closely)
            seen = seen with { Closely = Closely(answer) };
        return facts.Certificate is { Until: var until } ? seen with { CertificateUntil = until } : seen;
    }

    private CloseLook Closely(Answer answer) => new(
        [.. _all.Select(assertion => new AssertionResult(_mask.Apply(assertion.About), Problem(assertion, answer) is { } problem ? _mask.Apply(problem) : null, assertion.OnlyWarns))],
        answer.Facts.Body.IsEmpty ? null : CloseLook.Start(answer.Text));

    private static string? Problem(Assertion assertion, Answer answer) =>
        assertion.NeedsJson && answer.JsonProblem is { } noJson ? noJson : assertion.Problem(answer);

    private static FactKeys FactsOf(AssertionKeys allowed) =>
        FactKeys.ResponseTime | FactKeys.Connected
        | (allowed.HasFlag(AssertionKeys.Status) ? FactKeys.Status : FactKeys.None)
        | (allowed.HasFlag(AssertionKeys.Header) ? FactKeys.Header : FactKeys.None)
        | ((allowed & (AssertionKeys.Body | AssertionKeys.JsonPath)) != 0 ? FactKeys.Body : FactKeys.None);
}
