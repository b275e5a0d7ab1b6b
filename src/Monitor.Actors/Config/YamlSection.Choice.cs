namespace Monitor.Actors.Config;

/// <content>Values out of a short list.</content>
public sealed partial class YamlSection
{
    /// <summary>One of the words, or <paramref name="otherwise"/> when the key is absent or wrong.</summary>
    public string Choice(string key, string otherwise, params string[] words)
    {
        if (TextOrNull(key) is not { } text)
            return otherwise;
        if (words.Contains(text))
            return text;
        var all = $"use {string.Join(" or ", words)}";
        Problem(key, $"unknown value {Shown.Quoted(text)}", Suggestion.Nearest(text, words) is { } meant ? $"did you mean {meant}? ({all})" : all);
        return otherwise;
    }
}
