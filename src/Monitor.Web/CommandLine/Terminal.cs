using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace Monitor.Web.CommandLine;

/// <summary>Where a verb was started and what it writes to.</summary>
/// <param name="Folder">All relative paths start from it.</param>
public sealed record Terminal(TextWriter Out, TextWriter Error, string Folder)
{
    /// <summary>Wider than any line: what is read by programs is never wrapped.</summary>
    private const int Unlimited = 10_000;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>A person looks; else the output goes to a file or to another program.</summary>
    public bool IsScreen { get; init; }

    public static Terminal Of(string folder) => new(Console.Out, Console.Error, folder) { IsScreen = !Console.IsOutputRedirected };

    /// <summary>For tables: as wide as the screen, coloured if it can; endless and plain where there is none.</summary>
    public IAnsiConsole Screen()
    {
        var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Out), Interactive = InteractionSupport.No };
        if (!IsScreen)
            (settings.Ansi, settings.ColorSystem) = (AnsiSupport.No, ColorSystemSupport.NoColors);
        var screen = AnsiConsole.Create(settings);
        if (!IsScreen)
            screen.Profile.Width = Unlimited;
        return screen;
    }

    public void WriteJson(object value) => Out.WriteLine(JsonSerializer.Serialize(value, Json));
}
