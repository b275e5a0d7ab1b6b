namespace Monitor.Web.Shared;

/// <summary>Words of the API and of query strings: the members of an enumeration in small letters, and texts that may say nothing.</summary>
public static class QueryWord
{
    public static string Of<TWord>(TWord word)
        where TWord : struct, Enum => word.ToString().ToLowerInvariant();

    /// <summary>Null when it is none of them.</summary>
    public static TWord? Parse<TWord>(string? text)
        where TWord : struct, Enum =>
        Enum.GetValues<TWord>().Cast<TWord?>().FirstOrDefault(word => string.Equals(Of(word!.Value), text, StringComparison.OrdinalIgnoreCase)); // of the enum

    /// <summary>Null for a text that says nothing.</summary>
    public static string? Said(string? text) => text?.Trim() is { Length: > 0 } said ? said : null;
}
