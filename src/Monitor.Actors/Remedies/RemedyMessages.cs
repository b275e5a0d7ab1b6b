namespace Monitor.Actors.Remedies;

/// <summary>Asks for one run of a remedy; answered with the check's <c>SettleRemedy</c>.</summary>
public sealed record RunRemedy(RemedyRun Run, RemedyDefinition Remedy)
{
    public string Id => Run.Id;
}
