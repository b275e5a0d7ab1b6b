using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Json.Path;

/// <summary>Walks one query depth first, which gives RFC 9535's order without lists in between.</summary>
internal sealed class Walker(Evaluation run, Query query, int stopAfter, List<Node>? nodes = null)
{
    private int _count;
    private JsonElement _first;

    public Evaluation Run => run;

    public Found Found => new(_count, _first);

    /// <summary>Applies the segments from <paramref name="next"/> on; false once enough was found.</summary>
    public bool Visit(int next, JsonElement node, Location? at)
    {
        if (next == query.Segments.Length)
            return Take(node, at);
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new JsonPathTooExpensiveException("the document is nested too deeply");
        var segment = query.Segments[next];
        return segment.Descends ? Descend(segment, next + 1, node, at) : Select(segment, next + 1, node, at);
    }

    private bool Select(Segment segment, int next, JsonElement node, Location? at)
    {
        foreach (var selector in segment.Selectors)
        {
            if (!selector.Select(this, next, node, at))
                return false;
        }
        return true;
    }

    private bool Descend(Segment segment, int next, JsonElement node, Location? at) =>
        Select(segment, next, node, at) && node.ValueKind switch
        {
            JsonValueKind.Array => DescendArray(segment, next, node, at),
            JsonValueKind.Object => DescendObject(segment, next, node, at),
            _ => true,
        };

    private bool DescendArray(Segment segment, int next, JsonElement node, Location? at)
    {
        var index = 0;
        foreach (var element in node.EnumerateArray())
        {
            run.Charge(1);
            if (HasChildren(element) && !DescendInto(segment, next, element, at?.Child(index)))
                return false;
            index++;
        }
        return true;
    }

    private bool DescendObject(Segment segment, int next, JsonElement node, Location? at)
    {
        foreach (var member in node.EnumerateObject())
        {
            run.Charge(1);
            if (HasChildren(member.Value)
                && !DescendInto(segment, next, member.Value, at?.Child(JsonText.NameOf(member))))
                return false;
        }
        return true;
    }

    private bool DescendInto(Segment segment, int next, JsonElement node, Location? at) =>
        RuntimeHelpers.TryEnsureSufficientExecutionStack()
            ? Descend(segment, next, node, at)
            : throw new JsonPathTooExpensiveException("the document is nested too deeply");

    // No selector picks anything from a scalar.
    private static bool HasChildren(JsonElement node) => node.ValueKind is JsonValueKind.Array or JsonValueKind.Object;

    private bool Take(JsonElement node, Location? at)
    {
        if (_count++ == 0)
            _first = node;
        if (nodes is not null && at is not null)
            run.Keep(nodes, node, at);
        return _count < stopAfter;
    }
}

/// <summary>How many nodes a query found before it was told to stop, and the first of them.</summary>
internal readonly record struct Found(int Count, JsonElement First);
