namespace Monitor.Actors.Checks.Assertions;

/// <summary>The assertions of one answer that did not hold, as one observation that tells all of them.</summary>
internal sealed class Findings(Answer answer)
{
    private const int MostTold = 6;
    private const int Longest = 400;
    private const int ShortestCut = 60;

    private readonly List<(Assertion Assertion, string Problem)> _failed = [];
    private readonly List<(Assertion Assertion, string Problem)> _warned = [];
    private Assertion? _withoutJson;

    public void Add(Assertion assertion, string problem) => (assertion.OnlyWarns ? _warned : _failed).Add((assertion, problem));

    /// <summary>An answer that is not JSON is told once, as severely as the severest of those that needed it.</summary>
    public void MissJson(Assertion assertion)
    {
        if (_withoutJson is null || !assertion.OnlyWarns)
            _withoutJson = assertion;
    }

    public Observation Observation()
    {
        var isErrorPage = _failed.Exists(found => found.Assertion is StatusAssertion); // nobody expects JSON there
        var isUnusable = _failed.Count == 0 && _withoutJson is { OnlyWarns: false };
        if (_withoutJson is not null && !isErrorPage)
            Add(_withoutJson, answer.JsonProblem!); // null only where there is JSON
        var kind = isUnusable ? ObservationKind.Error : _failed.Count > 0 ? ObservationKind.Failed : ObservationKind.Warned;
        return ErrorDetails.Make(kind, Reason(), isUnusable ? null : answer.Facts.StatusCode, Details());
    }

    private string Reason()
    {
        var told = _failed.Select(found => found.Problem)
            .Concat(_warned.Select(found => _failed.Count > 0 ? $"{found.Problem} (warn)" : found.Problem))
            .ToList();
        return told.Count == 1 ? told[0] : string.Join("; ", Cut(told));
    }

    private (string Key, object? Value)[] Details()
    {
        var (assertion, problem) = _failed.Count > 0 ? _failed[0] : _warned[0];
        var details = assertion.Details(answer, problem).ToList();
        if (_failed.Count > 1)
            details.Add(("errors", Cut(_failed.ConvertAll(found => found.Problem))));
        if (_warned.Count > (_failed.Count > 0 ? 0 : 1))
            details.Add(("warnings", Cut(_warned.ConvertAll(found => found.Problem))));
        return [.. details];
    }

    /// <summary>So that a long value in one text leaves room for the others.</summary>
    private static List<string> Cut(List<string> texts)
    {
        var told = Math.Min(texts.Count, MostTold);
        var cut = texts.Take(told).Select(text => ErrorDetails.Short(text, Math.Max(ShortestCut, (Longest / told) - 2))).ToList();
        if (texts.Count > told)
            cut.Add($"and {texts.Count - told} more");
        return cut;
    }
}
