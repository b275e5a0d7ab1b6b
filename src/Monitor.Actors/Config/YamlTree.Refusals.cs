using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Monitor.Actors.Config;

/// <summary>What is refused whatever it would mean: too much, too deep, and what a configuration has no use for.</summary>
internal sealed partial class YamlTree
{
    private void Add(int nodes, ParsingEvent happened)
    {
        _nodes += nodes;
        if (_nodes > _limits.MaxNodes)
            throw new RefusedException(happened.Start, $"more than {_limits.MaxNodes} values", "split the configuration");
    }

    private RefusedException TooDeep(ParsingEvent happened) =>
        new(happened.Start, $"nested deeper than {_limits.MaxDepth} levels", "remove brackets or indentation");

    private void RefuseExtras(ParsingEvent happened)
    {
        var (line, column) = ((int)happened.Start.Line, (int)happened.Start.Column);
        if (happened is AnchorAlias && !_limits.Anchors)
            _problems.Error(line, column, "", "an alias (*name) is not allowed", "write the value out, or in quotes if * belongs to it");
        if (happened is not NodeEvent node)
            return;
        if (!node.Anchor.IsEmpty && !_limits.Anchors)
            _problems.Error(line, column, "", "an anchor (&name) is not allowed", "write the value out, or in quotes if & belongs to it");
        if (!node.Tag.IsEmpty)
            _problems.Error(line, column, "", "a tag (!name) is not allowed", "remove it, or put the value in quotes if ! belongs to it");
    }

    private sealed class RefusedException(Mark at, string fault, string fix) : YamlException(at, at, fault)
    {
        public string Fix => fix;
    }
}
