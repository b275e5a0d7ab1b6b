using System.Globalization;

namespace Json.Path;

/// <summary>The categories of <c>\p{…}</c>, with their code points above U+FFFF, which .NET's own classes leave out.</summary>
internal static class UnicodeCategories
{
    private const string Names = "LuLlLtLmLoMnMcMeNdNlNoZsZlZpCcCfCsCoPcPdPsPePiPfPoSmScSkSoCn";

    private static readonly Lazy<List<(int From, int To)>[]> Ranges = new(Scan);

    /// <summary>The categories that a name such as Lu or L stands for; null when there is no such name.</summary>
    public static IReadOnlyList<UnicodeCategory>? Named(string name) => name switch
    {
        [_] when "LMNPZSC".Contains(name[0]) =>
            [.. Enum.GetValues<UnicodeCategory>().Where(category => NameOf(category)[0] == name[0])],
        [_, _] when name != "Cs" => Enum.GetValues<UnicodeCategory>().Where(category => NameOf(category) == name).ToArray()
            is { Length: > 0 } found ? found : null,
        _ => null,
    };

    public static IEnumerable<(int From, int To)> Astral(IEnumerable<UnicodeCategory> categories) =>
        categories.SelectMany(category => Ranges.Value[(int)category]);

    // The enum lists the categories in the order of the names above.
    private static string NameOf(UnicodeCategory category) => Names.Substring(2 * (int)category, 2);

    private static List<(int From, int To)>[] Scan()
    {
        var ranges = Enum.GetValues<UnicodeCategory>().Select(_ => new List<(int From, int To)>()).ToArray();
        var (start, current) = (SurrogatePairs.First, CharUnicodeInfo.GetUnicodeCategory(SurrogatePairs.First));
        for (var codePoint = start + 1; codePoint <= SurrogatePairs.Last; codePoint++)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(codePoint);
            if (category == current)
                continue;
            ranges[(int)current].Add((start, codePoint - 1));
            (start, current) = (codePoint, category);
        }
        ranges[(int)current].Add((start, SurrogatePairs.Last));
        return ranges;
    }
}
