using System.Collections.Immutable;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Talk;

/// <summary>How the well-known protocols go over to TLS, by their names in YAML.</summary>
public static class StartTls
{
    public const string Postgres = "postgres";

    /// <summary>A code that says no, in the last line of an answer.</summary>
    private const string No = "^[45][0-9][0-9] ";

    private static readonly ImmutableDictionary<string, ImmutableArray<DialogueStep>> Steps =
        new Dictionary<string, ImmutableArray<DialogueStep>>
        {
            ["smtp"] = [Step("^220 ", "EHLO monitor", No), Step("^250 ", "STARTTLS", No), Step("^220 ", null, No)],
            ["imap"] = [Step(@"^\* OK", "a STARTTLS", @"^\* BYE"), Step("^a OK", null, "^a (NO|BAD)")],
            ["pop3"] = [Step(@"^\+OK", "STLS", "^-ERR"), Step(@"^\+OK", null, "^-ERR")],
            ["ftp"] = [Step("^220 ", "AUTH TLS", No), Step("^234 ", null, No)],
            [Postgres] = [], // speaks no lines
        }.ToImmutableDictionary();

    private static readonly ImmutableDictionary<string, int> Ports = new Dictionary<string, int>
    {
        ["smtp"] = 25,
        ["imap"] = 143,
        ["pop3"] = 110,
        ["ftp"] = 21,
        [Postgres] = 5432,
    }.ToImmutableDictionary();

    public static ConfigKey Key { get; } =
        new("starttls", KeyShape.Choice(Names), "go over to TLS before anything else, as this protocol does");

    private static IEnumerable<string> Names => Steps.Keys.Order(StringComparer.Ordinal);

    /// <summary>The protocol named in <c>starttls:</c>; null when none is.</summary>
    public static string? Read(YamlSection keys) =>
        keys.Choice("starttls", "", [.. Names]) is { Length: > 0 } name ? name : null;

    public static ImmutableArray<DialogueStep> StepsOf(string protocol) => Steps[protocol];

    public static int PortOf(string protocol) => Ports[protocol];

    private static DialogueStep Step(string expect, string? send, string refusal) =>
        new(Pattern(expect), send, StartTls: false, Pattern(refusal));

    private static TextPattern Pattern(string text) => TextPattern.TryCompile(text, out _, out _)!; // those above are patterns
}
