using Monitor.Actors.Config;

namespace Monitor.Web.Editing;

/// <summary>An entry to begin another check with: the same under a name that is free.</summary>
public static class EntryCopy
{
    /// <param name="taken">Whether there is a check of that name.</param>
    public static string Of(string yaml, string name, Func<string, bool> taken)
    {
        if (EntrySheet.Read(yaml, out _) is not { } sheet)
            return yaml;
        var free = Enumerable.Range(1, int.MaxValue).Select(i => i == 1 ? $"{name} copy" : $"{name} copy {i}").First(one => !taken(one));
        return WithoutToken(sheet.Put(EntryKeys.Name, YamlText.Scalar(free), [], out _) ?? sheet).Text;
    }

    /// <summary>Each check that is pinged has a token of its own.</summary>
    private static EntrySheet WithoutToken(EntrySheet sheet) =>
        sheet.Value(EntryKeys.Type) == "push" && sheet.Has(EntryKeys.Token) ? sheet.Put(EntryKeys.Token, "", [], out _) ?? sheet : sheet;
}
