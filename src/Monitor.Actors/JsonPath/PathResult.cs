using System.Text.Json;

namespace Json.Path;

/// <summary>What a path selected, in document order.</summary>
public sealed class PathResult
{
    internal static readonly PathResult Empty = new([]);

    internal PathResult(IReadOnlyList<Node> matches) => Matches = matches;

    public IReadOnlyList<Node> Matches { get; }
}

/// <summary>A selected value and the place where it was found.</summary>
public sealed class Node
{
    private readonly Location _at;
    private string? _location;

    internal Node(JsonElement value, Location at) => (Value, _at) = (value, at);

    public JsonElement Value { get; }

    /// <summary>The normalized path, such as <c>$['items'][0]</c>; spelled out when first asked for.</summary>
    public string Location => _location ??= _at.ToString();

    public override string ToString() => Location;
}
