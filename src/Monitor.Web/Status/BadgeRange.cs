using Monitor.Web.Check;

namespace Monitor.Web.Status;

/// <summary>The ranges of badges as they are written in addresses: <c>24h</c>, <c>7d</c>, <c>30d</c>, <c>90d</c>.</summary>
public static class BadgeRange
{
    public static string Word(PastRange range) => range.Word.Replace(" ", "", StringComparison.Ordinal);

    public static string All { get; } = string.Join(", ", PastRange.Band.Select(Word));

    /// <summary>Its place among <see cref="PastRange.Band"/>, the first when none is asked for; null for a range that there is not.</summary>
    public static int? IndexOf(string? word) => word is null ? 0
        : PastRange.Band.Select(Word).ToList().IndexOf(word) is >= 0 and var at ? at : null;
}
