using YamlDotNet.Core;

namespace Monitor.Actors.Config;

/// <summary>The anchors of one text, and how much each of them stands for.</summary>
internal sealed class YamlAnchors
{
    private readonly Dictionary<string, Anchored> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => _known.Keys;

    public void Open(AnchorName name) => _open.Add(name.Value);

    /// <summary>From here on the name stands for this value, whatever it stood for.</summary>
    public void Close(AnchorName name, Anchored value)
    {
        _open.Remove(name.Value);
        _known[name.Value] = value;
    }

    /// <summary>Whether the text is inside of what the anchor stands for.</summary>
    public bool IsOpen(AnchorName name) => _open.Contains(name.Value);

    public Anchored? Find(AnchorName name) => _known.GetValueOrDefault(name.Value);
}

/// <summary>What an anchor stands for.</summary>
/// <param name="Count">How many values there are in it, those of its own aliases included.</param>
/// <param name="Height">How many lists and mappings nest in it.</param>
internal sealed record Anchored(YamlNode Node, int Count, int Height);
