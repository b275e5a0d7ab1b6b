using System.Collections.Immutable;

namespace Monitor.Actors.Config;

/// <summary>Tags that checks get, and tags that they lose; case makes no difference.</summary>
public sealed record TagChange
{
    private static readonly ImmutableArray<string> Order = ["name", "type", "enabled", "group", "tags"];

    /// <summary>Without blanks around them, each once.</summary>
    public TagChange(IEnumerable<string> add, IEnumerable<string> remove) => (Add, Remove) = (Once(add), Once(remove));

    public ImmutableArray<string> Add { get; }

    public ImmutableArray<string> Remove { get; }

    /// <summary>Why nothing is to be done with it, with the place; null when there is something to do.</summary>
    public string? Fault => (Add, Remove) switch
    {
        ({ IsEmpty: true }, { IsEmpty: true }) => "add, remove: name at least one tag",
        ({ Length: > Labels.Most }, _) or (_, { Length: > Labels.Most }) => $"add, remove: at most {Labels.Most} tags",
        _ when Add.Select(Labels.Fault).OfType<string>().FirstOrDefault() is { } fault => $"add: {fault}",
        _ when Add.FirstOrDefault(tag => Has(Remove, tag)) is { } both => $"add, remove: {Shown.Quoted(both)} is in both",
        _ => null,
    };

    /// <summary>What the tags are afterwards: those there are in their order, then the new ones.</summary>
    public ImmutableArray<string> Of(ImmutableArray<string> tags) =>
        [.. tags.Where(tag => !Has(Remove, tag)), .. Add.Where(tag => !Has(tags, tag))];

    /// <summary>The entry with the other tags, and nothing else of it changed; itself when it has them already.</summary>
    /// <param name="entry">One entry of <c>checks:</c>.</param>
    /// <param name="tags">What the check has now: its defaults may have given it some, and an entry with tags of its own has no others.</param>
    /// <param name="why">Why it cannot be read, or not be written otherwise.</param>
    public bool TryApply(string entry, ImmutableArray<string> tags, out string tagged, out string why)
    {
        tagged = entry;
        if (EntrySheet.Read(entry, out why) is not { } sheet)
            return false;
        if (sheet.Values("tags") is { } own)
            tags = own;
        var after = Of(tags);
        if (after.SequenceEqual(tags, StringComparer.Ordinal))
            return true;
        var list = new YamlList(0, 0, 0, 0, [.. after.Select(tag => new YamlScalar(0, 0, 0, 0, tag, Plain: false))], Flow: true);
        var put = sheet.Put("tags", BlockYaml.OneLine(list), Order, out why);
        tagged = put?.Text ?? entry;
        return put is not null;
    }

    private static bool Has(ImmutableArray<string> tags, string tag) => tags.Contains(tag, StringComparer.OrdinalIgnoreCase);

    private static ImmutableArray<string> Once(IEnumerable<string> tags) => [.. tags.Select(tag => tag.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)];
}
