using Monitor.Actors.Checks;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import;

/// <summary>What one import has by it: names and variables that are given once, and what concerns no single check.</summary>
/// <param name="product">Whose file is read, as people call it.</param>
internal sealed class ImportRun(string product, string file, CheckTypes types)
{
    private readonly Trial _trial = new(types);
    private readonly UniqueNames _names = new();
    private readonly List<YamlMap> _windows = [];
    private readonly List<ImportNote> _notes = [];

    public Variables Variables { get; } = new();

    /// <summary>In the order in which they are written.</summary>
    public List<Draft> Drafts { get; } = [];

    public void Miss(string where, string what, string fix = "") => _notes.Add(new(ImportNoteKind.NotTranslated, where, what, fix));

    public void Change(string where, string what, string fix = "") => _notes.Add(new(ImportNoteKind.Changed, where, what, fix));

    /// <summary>The next check, with a name of its own.</summary>
    public Draft Begin(string? wanted, string? group)
    {
        var draft = new Draft(_names.Take(wanted, group));
        Drafts.Add(draft);
        if (wanted is null)
            draft.Change("name", "there is none", "give it one");
        else if (draft.Name != wanted.Trim())
            draft.Change("name", CheckName.TryParse(wanted, out _, out _) ? $"another check is called {Shown.Quoted(wanted)}" : $"{Shown.Quoted(wanted)} is too long for a name, or cannot be shown", "choose another if you like");
        if (Placeholders.In(draft.Name).Any())
            draft.Change("name", "variables are not filled in names", "write the name out");
        return draft;
    }

    public void Judge(Draft draft) => _trial.Judge(draft);

    /// <summary>A window for all checks, if the monitor can read it.</summary>
    public void AddWindow(string where, YamlMap window)
    {
        var root = Made.Map(("maintenance", Made.List([window])), ("checks", Made.List([])));
        if (_trial.Problems($"{BlockYaml.Write(root)}\n", root) is [var problem, ..])
            Miss(where, problem.Fault, problem.Fix);
        else
            _windows.Add(window);
    }

    /// <summary>Reads the whole as the monitor will; nothing is handed out that it would refuse.</summary>
    public ImportReading Finish()
    {
        while (true)
        {
            var kept = Drafts.Where(draft => !draft.IsLeftOut).ToList();
            var root = Made.Map([("maintenance", Made.List(_windows)), ("checks", Made.List(kept.Select(draft => draft.Entry)))]);
            var variables = StandIns.Names(root);
            var (yaml, starts) = ImportText.Write($"Taken over from {product}: {Counted.Of(kept.Count, "check")}.", variables, Drafts, _windows);
            var problems = _trial.Problems(yaml, root);
            if (problems.Count == 0)
                return new ImportReading(new ImportedChecks(yaml, kept.Count, variables, [.. _notes, .. Drafts.SelectMany(draft => draft.Notes)]), []);
            var blamed = problems.Select(problem => (problem, At: starts.Count(start => start <= problem.Line) - 1)).Where(found => found.At >= 0).ToList();
            if (blamed.Count == 0)
                return ImportReading.Refused(file, $"what it says cannot be written as checks: {problems[0].Fault}", problems[0].Fix);
            foreach (var (problem, at) in blamed.DistinctBy(found => found.At))
                kept[at].LeaveOut("", problem.Fault, problem.Fix);
        }
    }
}
