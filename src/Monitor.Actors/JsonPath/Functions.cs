using System.Text.Json;

namespace Json.Path;

internal sealed class LengthFunction(Operand argument) : Operand
{
    public override PathValue Of(Evaluation run, JsonElement current)
    {
        var value = argument.Of(run, current);
        if (value.Kind == JsonValueKind.String)
            value.Charge(run);
        return value.Length();
    }
}

internal sealed class CountFunction(Query argument) : Operand
{
    public override PathValue Of(Evaluation run, JsonElement current) =>
        PathValue.Of(PathNumber.Of(run.Find(argument, current, stopAfter: int.MaxValue).Count));
}

internal sealed class ValueFunction(Query argument) : Operand
{
    public override PathValue Of(Evaluation run, JsonElement current) =>
        run.Find(argument, current, stopAfter: 2) is { Count: 1, First: var only } ? PathValue.Of(only) : default;
}

/// <summary>The functions match (the whole text) and search (anywhere in it).</summary>
internal sealed class PatternFunction(Operand text, Operand pattern, bool whole, IRegexp? compiled) : Condition
{
    public override bool Holds(Evaluation run, JsonElement current)
    {
        var subject = text.Of(run, current);
        var wanted = pattern.Of(run, current);
        if (subject.Kind != JsonValueKind.String || wanted.Kind != JsonValueKind.String)
            return false;
        subject.Charge(run);
        wanted.Charge(run);
        var regexp = compiled ?? run.Pattern(wanted.Text, whole);
        return regexp?.IsMatch(run, subject.Text) ?? false;
    }
}
