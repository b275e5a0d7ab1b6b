namespace Monitor.Actors.Config;

/// <content>Values that must not be shown.</content>
public sealed partial class YamlSection
{
    /// <summary>A password or its like, which has to come from a variable: the text of an entry is shown and journaled.</summary>
    internal Secret? SecretOrNull(string key)
    {
        if (Scalar(key, "text") is not { } node)
            return null;
        if (node.Value.Length > 0 && node.Template == node.Value)
            _problems.Error(node, PlaceOf(key), "is written out, and everybody who sees the check would see it", $"put it into .env, and write {key}: \"{{ITS_NAME}}\"");
        return new Secret(node.Value);
    }
}
