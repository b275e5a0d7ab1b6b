using System.CommandLine;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Web.CommandLine;

/// <summary><c>monitor schema</c>: the JSON Schema of checks.yaml, for editors.</summary>
internal static class SchemaVerb
{
    public static Command Make(Terminal terminal)
    {
        var verb = new Command("schema", "Writes the JSON Schema of checks.yaml, with every type and key that this program knows.");
        verb.SetAction(async (_, _) =>
        {
            await using var engine = new IdleEngine(terminal);
            terminal.Out.Write(ConfigSchema.Text(engine.Part<CheckTypes>()));
            return ExitCodes.Good;
        });
        return verb;
    }
}
