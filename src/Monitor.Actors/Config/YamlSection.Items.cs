namespace Monitor.Actors.Config;

/// <content>Values that may be written as one value, as a mapping, or as a list of either.</content>
public sealed partial class YamlSection
{
    /// <summary>What stands under a key, one by one; a value or mapping alone is a list of one.</summary>
    internal IReadOnlyList<YamlItem> Items(string key) => Node(key) switch
    {
        null => [],
        YamlList list => [.. list.Items.Select((item, i) => ItemOf(item, $"{PlaceOf(key)}[{i}]"))],
        var node => [ItemOf(node, PlaceOf(key))],
    };

    internal bool IsMapping(string key) => Node(key) is YamlMap;

    private YamlItem ItemOf(YamlNode node, string place) =>
        new(node, place, node is YamlMap map ? Inner(map, place) : null, _problems);
}

/// <summary>A value or a mapping, and where it stands.</summary>
internal sealed class YamlItem(YamlNode node, string place, YamlSection? section, ProblemList problems)
{
    /// <summary>Null unless it is one value.</summary>
    public string? Text => node.IsNull ? null : (node as YamlScalar)?.Value;

    /// <summary>Null unless it is a mapping.</summary>
    public YamlSection? Section => section;

    /// <summary>Reports that something else was expected here.</summary>
    public void Expected(string what, string fix) => Problem($"expected {what}, got {Shown.Kind(node)}", fix);

    /// <summary>Reports a fault; what a placeholder brought in is masked.</summary>
    public void Problem(string fault, string fix)
    {
        var scalar = node as YamlScalar;
        problems.Error(node, place, scalar?.Masked(fault) ?? fault, scalar?.Masked(fix) ?? fix);
    }
}
