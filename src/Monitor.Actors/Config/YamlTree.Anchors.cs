using System.Collections.Immutable;
using YamlDotNet.Core.Events;

namespace Monitor.Actors.Config;

/// <content>Anchors, aliases and merge keys, which only the files of others may have.</content>
internal sealed partial class YamlTree
{
    private const string MergeKey = "<<";

    /// <summary>Null where they are refused.</summary>
    private readonly Dictionary<string, (YamlNode Node, int Size, int Height)>? _anchors;

    /// <summary>The root of a file that was written for another program.</summary>
    /// <remarks>What an alias stands for counts as often as it is used: a small text cannot become a large tree.</remarks>
    public static YamlNode? ReadForeign(string text, YamlLimits limits, ProblemList problems) =>
        Read(text, limits, problems, isForeign: true);

    private YamlNode Referred(AnchorAlias alias, int depth)
    {
        if (!_anchors!.TryGetValue(alias.Value.Value, out var found)) // it is asked for only where there are anchors
            throw new RefusedException(alias.Start, $"*{alias.Value.Value} stands for nothing that is whole before here", "define it with & further up");
        Count(found.Size, alias.Start);
        return depth + found.Height - 1 <= _limits.MaxDepth ? found.Node
            : throw new RefusedException(alias.Start, $"nested deeper than {_limits.MaxDepth} levels", "write the value out");
    }

    private void Remember(ParsingEvent happened, YamlNode node, int size)
    {
        if (_anchors is not null && happened is NodeEvent { Anchor.IsEmpty: false } named)
            _anchors[named.Anchor.Value] = (node, size, Height(node));
    }

    private static int Height(YamlNode node) => node switch
    {
        YamlMap map => 1 + map.Entries.Select(entry => Height(entry.Value)).DefaultIfEmpty().Max(),
        YamlList list => 1 + list.Items.Select(Height).DefaultIfEmpty().Max(),
        _ => 0,
    };

    /// <summary>With what <c>&lt;&lt;</c> brings in; a key that is written out counts.</summary>
    private ImmutableArray<YamlEntry>.Builder Merged(ImmutableArray<YamlEntry>.Builder entries)
    {
        if (_anchors is null || entries.FirstOrDefault(entry => entry.Key == MergeKey) is not { } merge)
            return entries;
        entries.Remove(merge);
        var known = entries.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        var sources = merge.Value is YamlList list ? list.Items.OfType<YamlMap>() : merge.Value is YamlMap map ? [map] : [];
        entries.AddRange(sources.SelectMany(source => source.Entries).Where(entry => known.Add(entry.Key)));
        return entries;
    }
}
