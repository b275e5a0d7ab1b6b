using System.Diagnostics.CodeAnalysis;
using Monitor.Actors.Config;
using Monitor.Actors.Import;

namespace Monitor.Web.CommandLine;

/// <summary>Where an import goes.</summary>
/// <param name="File">Null for the standard output.</param>
internal sealed record ImportTarget(string? File, bool Force, bool Json)
{
    /// <summary>Why nothing may be written there; null when it may.</summary>
    public string? Refusal(string folder) => File is not null && !Force && Path.Exists(Path.Combine(folder, File))
        ? $"{File} is there already; --force overwrites it"
        : null;

    public bool TryWrite(Terminal terminal, ImportedChecks checks, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        try
        {
            if (File is not null)
                Save(Path.Combine(terminal.Folder, File), checks.Yaml);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"{File}: cannot be written: {e.Message}";
            return false;
        }

        if (Json)
            terminal.WriteJson(ImportJson.Of(checks, withYaml: File is null));
        else
            Tell(terminal, checks);
        return true;
    }

    /// <summary>A file that came in between is not overwritten either.</summary>
    private void Save(string path, string yaml)
    {
        using var file = new StreamWriter(new FileStream(path, Force ? FileMode.Create : FileMode.CreateNew));
        file.Write(yaml);
    }

    private void Tell(Terminal terminal, ImportedChecks checks)
    {
        if (File is null)
            terminal.Out.Write(checks.Yaml);
        foreach (var note in checks.Notes)
            terminal.Error.WriteLine($"{ImportJson.Word(note.Kind)}: {note}");
        var missing = checks.Notes.Count(note => note.Kind == ImportNoteKind.NotTranslated);
        terminal.Error.WriteLine($"{Counted.Of(checks.Count, "check")}, {missing} not translated, {checks.Notes.Length - missing} changed");
    }
}
