using System.Text.Json;

namespace Json.Path;

/// <summary>Something in a filter that has a value: one side of a comparison or an argument.</summary>
internal abstract class Operand
{
    public abstract PathValue Of(Evaluation run, JsonElement current);
}

internal sealed class Literal(PathValue value) : Operand
{
    public PathValue Value => value;

    public override PathValue Of(Evaluation run, JsonElement current) => value;
}

/// <summary>The value at a singular query, or Nothing.</summary>
internal sealed class ValueAt(Query query) : Operand
{
    public override PathValue Of(Evaluation run, JsonElement current) =>
        PathValue.Of(run.Find(query, current, stopAfter: 1).First);
}
