namespace Monitor.Actors.Config;

/// <content>Values that must not be shown.</content>
public sealed partial class YamlSection
{
    private readonly List<(string Value, string Shown)> _hidden = [];

    /// <summary>What must not be shown, here and in the sections taken from here, and what to show in its place.</summary>
    internal IEnumerable<(string Value, string Shown)> Hidden => _hidden.Concat(_inner.SelectMany(section => section.Hidden));

    /// <summary>Something was made of secrets that gives them away.</summary>
    internal void Hide(string made) => _hidden.Add((made, TokenMask.Mask));

    public Secret Secret(string key)
    {
        var secret = SecretOrNull(key);
        if (secret is null && Missing(key))
            Problem(key, "missing", $"write {key}: \"{{NAME}}\", and NAME into .env");
        return secret ?? default;
    }

    /// <summary>A text that must come out of a placeholder: the entry itself is shown on the board as it is written.</summary>
    public Secret? SecretOrNull(string key)
    {
        if (Scalar(key, "text") is not { } node)
            return null;
        _hidden.AddRange(node.Filled.Select(pair => (pair.Value, pair.Key)));
        if (node.Filled.IsEmpty)
            _problems.Error(node, PlaceOf(key), "a secret written here would be shown on the board", "put it into .env, and write {NAME} here");
        return new Secret(node.Value);
    }

    /// <summary>An address that lets in whoever knows it, and so must come out of a placeholder.</summary>
    public Secret SecretUrl(string key)
    {
        var secret = Secret(key);
        if (!secret.IsEmpty && !(Uri.TryCreate(secret.Reveal(), UriKind.Absolute, out var url) && IsWeb(url)))
            Problem(key, "is not an absolute http or https URL", "put the whole URL into .env");
        return secret;
    }
}
