using System.Globalization;
using System.Text;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Import;

/// <summary>Gives every check a name that is valid and its own.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <param name="group">Told in brackets when another check has the name already.</param>
    public string Take(string? wanted, string? group)
    {
        var name = Valid(wanted) is { Length: > 0 } clean ? clean : "check";
        if (!_taken.Add(CheckName.Of(name).Key) && !(Valid(group) is { Length: > 0 } known && TryTake(Cut(name, $" ({known})"), out name)))
            name = Numbered(name);
        return name;
    }

    private string Numbered(string name)
    {
        for (var number = 2; ; number++)
            if (TryTake(Cut(name, string.Create(CultureInfo.InvariantCulture, $" {number}")), out var free))
                return free;
    }

    private bool TryTake(string name, out string taken)
    {
        taken = name;
        return name.Length <= CheckName.MaxLength && _taken.Add(CheckName.Of(name).Key);
    }

    private static string Valid(string? text)
    {
        var clean = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
            clean.Append(Config.Shown.IsPrintable(rune) && rune != Rune.ReplacementChar ? rune.ToString() : " ");
        return Cut(string.Join(' ', clean.ToString().Normalize(NormalizationForm.FormC).Split(' ', StringSplitOptions.RemoveEmptyEntries)), "");
    }

    /// <summary>With room for what follows, and no character cut in two.</summary>
    private static string Cut(string text, string end)
    {
        var room = Math.Max(1, CheckName.MaxLength - end.Length);
        if (text.Length > room)
            text = text[..(char.IsHighSurrogate(text[room - 1]) ? room - 1 : room)].TrimEnd();
        return text + end;
    }
}
