using System.Collections.Immutable;
using Monitor.Actors.Config;

namespace Monitor.Web.Editing;

/// <summary>What a change of an entry comes to for one key; null where there is nothing.</summary>
public sealed record EntryChange(string Path, string? Before, string? After)
{
    private const int Longest = 120;

    /// <summary>In the order of the new entry, what is left out last.</summary>
    public static ImmutableArray<EntryChange> Between(EntrySheet before, EntrySheet after)
    {
        var (old, now) = (Lines(before), Lines(after));
        return
        [
            .. now.Where(line => old.GetValueOrDefault(line.Key) != line.Value).Select(line => new EntryChange(line.Key, Cut(old.GetValueOrDefault(line.Key)), Cut(line.Value))),
            .. old.Where(line => !now.ContainsKey(line.Key)).Select(line => new EntryChange(line.Key, Cut(line.Value), null)),
        ];
    }

    private static OrderedDictionary<string, string> Lines(EntrySheet sheet) =>
        new(sheet.Lines().Select(line => KeyValuePair.Create(line.Path, line.Value)).DistinctBy(line => line.Key), StringComparer.Ordinal);

    private static string? Cut(string? text) => text is { Length: > Longest } ? $"{text[..(Longest - 1)]}…" : text;
}
