namespace Json.Path;

/// <summary>A part of a filter before it is known whether it is used as a value, as nodes or as a condition.</summary>
internal sealed record Term(int Position, Operand? Value, Query? Nodes, Condition? Condition)
{
    public static Term Of(int position, PathValue literal) => new(position, new Literal(literal), null, null);

    public static Term Of(int position, Query query) =>
        new(position, query.IsSingular ? new ValueAt(query) : null, query, new Exists(query));

    public static PathParseException Fail(int position, string problem) => new(problem, position);

    public Operand AsValue() => Value ?? throw Fail(Position, Nodes is null
        ? "a function that answers yes or no has no value to compare or pass on"
        : "this path may select several values; one value is needed here");

    public Query AsNodes() => Nodes ?? throw Fail(Position, "a path is needed here");

    public Condition AsCondition() => Condition ?? throw Fail(Position, "a value is no condition; compare it with something");
}
