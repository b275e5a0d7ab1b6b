namespace Json.Path;

/// <summary>Says where a text stops being a JSONPath, why, and what may have been meant.</summary>
public sealed class PathParseException : Exception
{
    internal PathParseException(string message, int position, string? suggestion = null) : base(message) =>
        (Position, Suggestion) = (position, suggestion);

    /// <summary>Zero-based, in UTF-16 units.</summary>
    public int Position { get; }

    /// <summary>A spelling that does parse, where one could be guessed.</summary>
    public string? Suggestion { get; }
}
