using System.Collections.Immutable;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import;

/// <summary>A foreign configuration as a checks.yaml that loads, and what to know about it.</summary>
/// <param name="Count">How many checks the text has.</param>
/// <param name="Variables">What must be set in <c>.env</c> before the text can be used, in order of appearance.</param>
public sealed record ImportedChecks(string Yaml, int Count, ImmutableArray<string> Variables, ImmutableArray<ImportNote> Notes)
{
    public bool IsComplete => Notes.All(note => note.Kind != ImportNoteKind.NotTranslated);
}

/// <summary>What came of reading a foreign file: checks, or why it cannot be read.</summary>
public sealed record ImportReading(ImportedChecks? Checks, ImmutableArray<ConfigProblem> Problems)
{
    internal static ImportReading Refused(string file, string fault, string fix) => Refused(file, 0, 0, fault, fix);

    internal static ImportReading Refused(string file, int line, int column, string fault, string fix) =>
        new(null, [new ConfigProblem(ConfigSeverity.Error, file, line, column, "", fault, fix)]);
}
