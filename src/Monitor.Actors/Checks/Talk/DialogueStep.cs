using System.Collections.Immutable;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Talk;

/// <summary>One step of a dialogue: wait for a line, say something, go over to TLS; in this order.</summary>
/// <param name="Expect">Lines are skipped until one matches.</param>
/// <param name="Refusal">A line like this ends the waiting at once; only well-known protocols have one.</param>
/// <param name="Send">With <c>${1}</c> or <c>${name}</c> for what the last match has caught.</param>
public sealed record DialogueStep(TextPattern? Expect, string? Send, bool StartTls, TextPattern? Refusal = null)
{
    private const int MaxSend = 4096;

    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("expect", KeyShape.Text, "wait for a line that matches this regular expression; other lines are skipped"),
        new("send", KeyShape.Text, "then say this; a line end (CRLF) is added where the text has none") { Range = $"up to {MaxSend} characters" },
        new("starttls", KeyShape.Flag, "then go over to TLS") { Default = "false" },
    ];

    public static DialogueStep Read(YamlSection keys)
    {
        var step = new DialogueStep(TextPattern.Read(keys, "expect"), SendOf(keys), keys.Flag("starttls", false));
        if (!keys.Has("expect") && !keys.Has("send") && !step.StartTls)
            keys.Problem("expect", "missing", "write at least one of expect, send, starttls");
        return step;
    }

    private static string? SendOf(YamlSection keys)
    {
        var text = keys.TextOrNull("send");
        if (text?.Length > MaxSend)
            keys.Problem("send", "is too long", $"use at most {MaxSend} characters");
        return text;
    }
}
