using System.Collections.Immutable;
using YamlDotNet.Core.Events;

namespace Monitor.Actors.Config;

/// <summary>Values that stand for others: anchors, aliases and merge keys.</summary>
internal sealed partial class YamlTree
{
    private YamlNode Remembered(NodeEvent happened, int depth)
    {
        _borrowed++;
        _anchors.Open(happened.Anchor);
        var (nodes, deepest) = (_nodes, _deepest);
        _deepest = depth - 1;
        var node = Plain(happened, depth);
        _anchors.Close(happened.Anchor, new Anchored(node, _nodes - nodes + 1, _deepest - (depth - 1)));
        _deepest = Math.Max(deepest, _deepest);
        return node;
    }

    /// <summary>What the anchor stands for, with its place; the same node however often, but counted each time.</summary>
    private YamlNode Aliased(AnchorAlias alias, int depth)
    {
        _borrowed++;
        var name = Shown.Printable(alias.Value.Value);
        if (_anchors.Find(alias.Value) is { } anchored)
        {
            Add(anchored.Count, alias);
            _deepest = Math.Max(_deepest, depth - 1 + anchored.Height);
            return _deepest <= _limits.MaxDepth ? anchored.Node : throw TooDeep(alias);
        }

        var (line, column) = ((int)alias.Start.Line, (int)alias.Start.Column);
        if (_anchors.IsOpen(alias.Value))
            throw new RefusedException(alias.Start, $"the alias *{name} is inside of what it stands for", "write the value out");
        _problems.Error(line, column, "", $"there is no anchor &{name} above",
            Suggestion.For(name, _anchors.Names, "write it before the value that is meant, or quotes around this one if * belongs to it"));
        return new YamlScalar(line, column, (int)alias.Start.Index, _end, "", true);
    }

    /// <summary>What is written here wins over what is merged, and what is merged first over what comes later.</summary>
    private void Merge(YamlNode? merged, ImmutableArray<YamlEntry>.Builder entries)
    {
        var known = entries.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var source in merged is YamlList list ? list.Items : merged is null ? [] : [merged])
        {
            if (source is YamlMap map)
                entries.AddRange(map.Entries.Where(entry => known.Add(entry.Key)));
            else
                _problems.Error(source, MergeKey, $"expected a mapping, got {Shown.Kind(source)}", "write <<: *name, or <<: [*one, *two]");
        }
    }
}
