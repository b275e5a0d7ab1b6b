using System.Globalization;
using System.Text;

namespace Monitor.Actors.Import;

/// <summary>Puts the name of a variable where a secret stood; the secret itself goes nowhere.</summary>
internal sealed class Variables
{
    private const int Longest = 60;

    private readonly Dictionary<string, string> _byValue = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>A placeholder, such as <c>{ORDERS_DB_PASSWORD}</c>; the same for the same secret.</summary>
    /// <param name="check">Whose note says which variable to set.</param>
    /// <param name="key">Where the secret stands in the foreign file.</param>
    /// <param name="word">What it is, in one word.</param>
    public string Hide(string secret, Draft check, string key, string word)
    {
        if (!_byValue.TryGetValue(secret, out var name))
            _byValue[secret] = name = Free(NameOf($"{check.Name}_{word}"));
        check.Change(key, "is a secret, so it was not copied", $"set {name} in .env to it");
        return $"{{{name}}}";
    }

    /// <summary>Names that the foreign file uses itself are not given to anything else.</summary>
    public void Reserve(string name) => _taken.Add(name);

    public static string NameOf(string text)
    {
        var name = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormD).ToUpperInvariant())
            if (char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter))
                name.Append(letter);
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && name.Length > 0 && name[^1] != '_')
                name.Append('_');
        var trimmed = name.ToString().Trim('_');
        trimmed = trimmed.Length > 0 && char.IsAsciiLetterUpper(trimmed[0]) ? trimmed : $"CHECK_{trimmed}".TrimEnd('_');
        return trimmed.Length <= Longest ? trimmed : trimmed[^Longest..].TrimStart('_', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
    }

    private string Free(string name)
    {
        var free = name;
        for (var number = 2; !_taken.Add(free); number++)
            free = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
        return free;
    }
}
