namespace Monitor.Actors.Alerts;

/// <summary>An entry of <c>routes:</c>: which checks it concerns, and the route that their alerts take.</summary>
/// <param name="Number">Its place in the list, from 1.</param>
public sealed record RouteRule(int Number, CheckMatcher Match, AlertRoute Route)
{
    /// <summary>Whether it concerns every check at all times, so that no later one is asked.</summary>
    public bool TakesAll => !Route.Continue && Route.Kinds.IsEmpty && Route.Hours is null && Match.IsAll;
}
