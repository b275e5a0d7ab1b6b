using System.Collections.Immutable;
using Monitor.Actors.Import;

namespace Monitor.Web.CommandLine;

/// <summary>An import for programs.</summary>
/// <param name="Yaml">Null when it was written into a file.</param>
internal sealed record ImportJson(int Checks, ImmutableArray<string> Variables, IEnumerable<ImportNoteJson> Notes, string? Yaml)
{
    public static ImportJson Of(ImportedChecks checks, bool withYaml) => new(
        checks.Count, checks.Variables, checks.Notes.Select(note => new ImportNoteJson(Word(note.Kind), note.Where, note.What, note.Fix)), withYaml ? checks.Yaml : null);

    public static string Word(ImportNoteKind kind) => kind == ImportNoteKind.NotTranslated ? "not translated" : "changed";
}

/// <summary>One note of an import for programs.</summary>
internal sealed record ImportNoteJson(string Kind, string Where, string What, string Fix);
