using System.Text.Json;

namespace Json.Path;

/// <summary>Picks every n-th element of an array, forwards or backwards (RFC 9535, 2.3.4).</summary>
internal sealed class SliceSelector(long? start, long? end, long step) : Selector
{
    public override bool Select(Walker walker, int next, JsonElement node, Location? at)
    {
        if (node.ValueKind != JsonValueKind.Array || step == 0)
            return true;
        var (from, to) = Bounds(node.GetArrayLength());
        return step > 0 ? Forward(walker, next, node, at, from, to) : Backward(walker, next, node, at, from, to);
    }

    private (long From, long To) Bounds(long length)
    {
        long Absolute(long position) => position < 0 ? position + length : position;
        return step > 0
            ? (Math.Clamp(Absolute(start ?? 0), 0, length), Math.Clamp(Absolute(end ?? length), 0, length))
            : (Math.Clamp(Absolute(start ?? length - 1), -1, length - 1), Math.Clamp(end is { } e ? Absolute(e) : -1, -1, length - 1));
    }

    // Enumerated rather than indexed: an index into an array of containers is found by counting from its start.
    private bool Forward(Walker walker, int next, JsonElement node, Location? at, long from, long to)
    {
        var index = 0;
        foreach (var element in node.EnumerateArray())
        {
            if (index >= to)
                break;
            walker.Run.Charge(1);
            if (index >= from && (index - from) % step == 0 && !walker.Visit(next, element, at?.Child(index)))
                return false;
            index++;
        }
        return true;
    }

    private bool Backward(Walker walker, int next, JsonElement node, Location? at, long from, long to)
    {
        var picked = new Stack<(JsonElement Element, int Index)>();
        var index = 0;
        foreach (var element in node.EnumerateArray())
        {
            if (index > from)
                break;
            walker.Run.Charge(1);
            if (index > to && (from - index) % step == 0)
                picked.Push((element, index));
            index++;
        }
        foreach (var (element, position) in picked)
        {
            if (!walker.Visit(next, element, at?.Child(position)))
                return false;
        }
        return true;
    }
}
