using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Actors.Checks.Talk;

/// <summary>What is really sent for the text of a step.</summary>
public static partial class SentText
{
    /// <summary>Fills in what was caught, and ends the line where the text does not end one itself.</summary>
    /// <param name="caught">The last match; null when nothing was expected so far.</param>
    public static string Of(string text, Match? caught)
    {
        var filled = caught is null ? text : Caught().Replace(text, hole => GroupOf(caught, hole.Groups[1].Value).Value);
        return filled switch
        {
            [.., '\n'] => filled,
            [.., '\r'] => filled + "\n",
            _ => filled + "\r\n",
        };
    }

    private static Group GroupOf(Match caught, string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? caught.Groups[number] : caught.Groups[name];

    [GeneratedRegex(@"\$\{([a-z0-9_]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Caught();
}
