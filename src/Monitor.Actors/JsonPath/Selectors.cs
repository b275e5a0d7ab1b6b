using System.Text;
using System.Text.Json;

namespace Json.Path;

/// <summary>Picks children of a node and hands each to the walker; false means that the walk is over.</summary>
internal abstract class Selector
{
    public abstract bool Select(Walker walker, int next, JsonElement node, Location? at);
}

/// <summary>A selector that finds at most one child, so that a path of these needs no walker.</summary>
internal abstract class SingularSelector : Selector
{
    public abstract bool TryStep(Evaluation run, ref JsonElement node, ref Location? at);

    public override bool Select(Walker walker, int next, JsonElement node, Location? at) =>
        !TryStep(walker.Run, ref node, ref at) || walker.Visit(next, node, at);
}

internal sealed class NameSelector(string name) : SingularSelector
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(name);

    public override bool TryStep(Evaluation run, ref JsonElement node, ref Location? at)
    {
        if (node.ValueKind != JsonValueKind.Object)
            return false;
        run.ChargeFor(node);
        if (!JsonText.TryGetMember(node, _utf8, name, out var child))
            return false;
        (node, at) = (child, at?.Child(name));
        return true;
    }
}

internal sealed class IndexSelector(long index) : SingularSelector
{
    public override bool TryStep(Evaluation run, ref JsonElement node, ref Location? at)
    {
        if (node.ValueKind != JsonValueKind.Array)
            return false;
        run.ChargeFor(node);
        var length = node.GetArrayLength();
        var position = index < 0 ? index + length : index;
        if (position < 0 || position >= length)
            return false;
        (node, at) = (node[(int)position], at?.Child((int)position));
        return true;
    }
}

/// <summary>Selects the children for which a condition holds; the wildcard is the condition that always does.</summary>
internal sealed class FilterSelector(Condition condition) : Selector
{
    public static readonly FilterSelector Wildcard = new(Always.Instance);

    public override bool Select(Walker walker, int next, JsonElement node, Location? at) => node.ValueKind switch
    {
        JsonValueKind.Array => SelectElements(walker, next, node, at),
        JsonValueKind.Object => SelectMembers(walker, next, node, at),
        _ => true,
    };

    private bool SelectElements(Walker walker, int next, JsonElement node, Location? at)
    {
        var index = 0;
        foreach (var element in node.EnumerateArray())
        {
            walker.Run.Charge(1);
            if (condition.Holds(walker.Run, element) && !walker.Visit(next, element, at?.Child(index)))
                return false;
            index++;
        }
        return true;
    }

    private bool SelectMembers(Walker walker, int next, JsonElement node, Location? at)
    {
        foreach (var member in node.EnumerateObject())
        {
            walker.Run.Charge(1);
            if (condition.Holds(walker.Run, member.Value)
                && !walker.Visit(next, member.Value, at?.Child(JsonText.NameOf(member))))
                return false;
        }
        return true;
    }
}
