using System.Text.Json;

namespace Json.Path;

/// <summary>A logical expression of a filter, asked of each candidate node.</summary>
internal abstract class Condition
{
    public abstract bool Holds(Evaluation run, JsonElement current);
}

internal sealed class Always : Condition
{
    public static readonly Always Instance = new();

    public override bool Holds(Evaluation run, JsonElement current) => true;
}

internal sealed class AnyOf(IReadOnlyList<Condition> conditions) : Condition
{
    private readonly Condition[] _conditions = [.. conditions];

    public override bool Holds(Evaluation run, JsonElement current)
    {
        foreach (var condition in _conditions)
        {
            if (condition.Holds(run, current))
                return true;
        }
        return false;
    }
}

internal sealed class AllOf(IReadOnlyList<Condition> conditions) : Condition
{
    private readonly Condition[] _conditions = [.. conditions];

    public override bool Holds(Evaluation run, JsonElement current)
    {
        foreach (var condition in _conditions)
        {
            if (!condition.Holds(run, current))
                return false;
        }
        return true;
    }
}

internal sealed class Not(Condition condition) : Condition
{
    public override bool Holds(Evaluation run, JsonElement current) => !condition.Holds(run, current);
}

internal sealed class Exists(Query query) : Condition
{
    public override bool Holds(Evaluation run, JsonElement current) => run.Find(query, current, stopAfter: 1).Count > 0;
}

internal sealed class Comparison(Operand left, string sign, Operand right) : Condition
{
    public override bool Holds(Evaluation run, JsonElement current)
    {
        var (a, b) = (left.Of(run, current), right.Of(run, current));
        return sign switch
        {
            "==" => PathValue.AreEqual(run, a, b),
            "!=" => !PathValue.AreEqual(run, a, b),
            "<" => PathValue.IsLess(run, a, b),
            ">" => PathValue.IsLess(run, b, a),
            "<=" => PathValue.IsLess(run, a, b) || PathValue.AreEqual(run, a, b),
            _ => PathValue.IsLess(run, b, a) || PathValue.AreEqual(run, a, b),
        };
    }
}
