namespace Monitor.Actors.Checks.Systems;

/// <summary>Which database is asked what, and what is expected of the answer.</summary>
/// <param name="Query">Null: logging in is enough.</param>
public sealed record DatabaseSpec(Server Server, string? Database, string? Query, ValueRules Expected)
{
    public string Target => Database is null ? Server.Address : $"{Server.Address}/{Database}";
}
