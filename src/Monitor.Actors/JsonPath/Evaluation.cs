using System.Runtime.InteropServices;
using System.Text.Json;

namespace Json.Path;

/// <summary>One run of a path over one document: what it has cost, and what need not be worked out twice.</summary>
internal sealed class Evaluation(JsonElement root, PathEvaluationOptions options)
{
    private Dictionary<Query, Found>? _absolute;
    private Dictionary<(string, bool), IRegexp?>? _patterns;
    private long _visits;

    public IReadOnlyList<Node> Select(Query query)
    {
        if (query.IsSingular)
            return TryWalk(query, root, Location.Root, out var value, out var at) && at is not null ? [new Node(value, at)] : [];
        var nodes = new List<Node>();
        new Walker(this, query, int.MaxValue, nodes).Visit(0, root, Location.Root);
        return nodes;
    }

    public Found First(Query query) => Run(query, root, stopAfter: 1);

    /// <summary>Runs a query inside a filter; one that starts at the root is run once per evaluation.</summary>
    public Found Find(Query query, JsonElement current, int stopAfter)
    {
        if (!query.FromRoot)
            return Run(query, current, stopAfter);
        _absolute ??= [];
        if (!_absolute.TryGetValue(query, out var found))
            _absolute.Add(query, found = Run(query, root, stopAfter));
        return found;
    }

    /// <summary>Compiles a pattern that came from the document; null when it is no I-Regexp.</summary>
    public IRegexp? Pattern(string pattern, bool whole)
    {
        if (pattern.Length > IRegexp.MaxLength)
            return null;
        _patterns ??= [];
        if (!_patterns.TryGetValue((pattern, whole), out var compiled))
        {
            _patterns.Add((pattern, whole), compiled = IRegexp.TryCompile(pattern, whole, out _, this));
        }
        return compiled;
    }

    public void Charge(long visits)
    {
        _visits += visits;
        if (_visits > options.MaxVisits)
            throw new JsonPathTooExpensiveException($"more than {options.MaxVisits} nodes visited");
    }

    /// <summary>One visit per started KiB: looking up a member reads the text of the object, in the worst case all of it.</summary>
    public void ChargeFor(JsonElement element) => Charge(1 + (JsonMarshal.GetRawUtf8Value(element).Length >> 10));

    /// <summary>Looks at every node below both, so it costs more than a look-up: a visit per 64 bytes of the shorter.</summary>
    public bool AreEqual(JsonElement left, JsonElement right)
    {
        var (a, b) = (JsonMarshal.GetRawUtf8Value(left).Length, JsonMarshal.GetRawUtf8Value(right).Length);
        Charge(1 + (Math.Min(a, b) >> 6));
        return JsonText.AreEqual(left, right);
    }

    public void Keep(List<Node> nodes, JsonElement value, Location at)
    {
        if (nodes.Count >= options.MaxResults)
            throw new JsonPathTooExpensiveException($"more than {options.MaxResults} results");
        nodes.Add(new Node(value, at));
    }

    private Found Run(Query query, JsonElement start, int stopAfter)
    {
        if (query.IsSingular)
            return TryWalk(query, start, null, out var value, out _) ? new Found(1, value) : default;
        var walker = new Walker(this, query, stopAfter);
        walker.Visit(0, start, null);
        return walker.Found;
    }

    private bool TryWalk(Query query, JsonElement start, Location? from, out JsonElement value, out Location? at)
    {
        (value, at) = (start, from);
        foreach (var step in query.Steps!) // only asked of singular queries
        {
            if (!step.TryStep(this, ref value, ref at))
                return false;
        }
        return true;
    }
}
