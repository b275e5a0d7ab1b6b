using System.Text.RegularExpressions;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Talk;

/// <summary>One step of a dialogue: wait for a line, say something, go over to TLS; in this order.</summary>
/// <param name="Expect">Lines are skipped until one matches.</param>
/// <param name="Refusal">A line like this ends the waiting at once; only well-known protocols have one.</param>
/// <param name="Send">With <c>${1}</c> or <c>${name}</c> for what the last match has caught.</param>
public sealed record DialogueStep(Regex? Expect, string? Send, bool StartTls, Regex? Refusal = null)
{
    private const int MaxPattern = 1000;
    private const int MaxSend = 4096;

    public static DialogueStep Read(YamlSection keys)
    {
        var step = new DialogueStep(PatternOf(keys), SendOf(keys), keys.Flag("starttls", false));
        if (!keys.Has("expect") && !keys.Has("send") && !step.StartTls)
            keys.Problem("expect", "missing", "write at least one of expect, send, starttls");
        return step;
    }

    /// <summary>Without backtracking, so that no line can make it slow.</summary>
    public static Regex Pattern(string text) => new(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static Regex? PatternOf(YamlSection keys)
    {
        if (keys.TextOrNull("expect") is not { } text)
            return null;
        try
        {
            if (text.Length <= MaxPattern)
                return Pattern(text);
            keys.Problem("expect", "is too long", $"use at most {MaxPattern} characters");
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            keys.Problem("expect", e is ArgumentException ? $"is not a regular expression: {e.Message}" : "looks ahead, back, or at itself", "write a regular expression without lookaround and backreferences");
        }

        return null;
    }

    private static string? SendOf(YamlSection keys)
    {
        var text = keys.TextOrNull("send");
        if (text?.Length > MaxSend)
            keys.Problem("send", "is too long", $"use at most {MaxSend} characters");
        return text;
    }
}
