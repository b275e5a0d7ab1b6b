using System.Collections.Immutable;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Web.Editing;

/// <summary>The entry as a form: what stands in each field, and what typing there makes of the YAML.</summary>
/// <remarks>What is typed is kept as it was typed until the YAML is changed in another way: a comma at the end, half a rule.</remarks>
public sealed class EntryForm
{
    /// <summary>How long the text may be; a page's message may not be longer than the front lets in.</summary>
    public const int Longest = 200_000;

    private readonly CheckTypes _types;
    private readonly HashSet<string> _opened = [];
    private readonly Dictionary<string, (FieldKind Kind, string Text)> _typed = [];
    private readonly Dictionary<string, string> _faults = [];
    private List<PathRule>? _rules;

    public EntryForm(CheckTypes types, string yaml)
    {
        _types = types;
        Write(yaml);
    }

    public string Yaml { get; private set; } = "";

    /// <summary>The entry; the last that could be read while <see cref="Cannot"/> says why this one cannot.</summary>
    public EntrySheet Sheet { get; private set; } = EntrySheet.Empty;

    /// <summary>Why the form cannot show the YAML; null when it can.</summary>
    public string? Cannot { get; private set; }

    public bool IsMany { get; private set; }

    public FormPlan Plan { get; private set; } = null!; // set with the YAML

    public string CheckType => Sheet.Value(EntryKeys.Type) ?? "";

    /// <summary>Whether the text ends where the browser has cut it.</summary>
    public bool IsCut => Yaml.Length >= Longest;

    /// <summary>Whether something is typed that could not be taken over.</summary>
    public bool HasFaults => _faults.Count > 0 || IsCut;

    /// <summary>The JSONPath rules as lines; null when one of them says more than a line can.</summary>
    public List<PathRule>? Rules => _typed.ContainsKey(EntryKeys.Rules) ? null : _rules ??= PathRule.ReadAll(Sheet, EntryKeys.Rules);

    /// <summary>Where the failure is posted to, empty for nowhere; null when more follows than that.</summary>
    public string? PostUrl => _typed.ContainsKey(EntryKeys.OnFail) ? null : PlainAction.Read(Sheet);

    public FieldKind KindOf(EntryField field) => _typed.TryGetValue(field.Path, out var typed) ? typed.Kind : FieldValue.ShownAs(field, Sheet);

    public string TextOf(EntryField field) => _typed.TryGetValue(field.Path, out var typed) ? typed.Text : FieldValue.Typed(field, KindOf(field), Sheet);

    /// <summary>Why what is typed was not taken over; null when it was.</summary>
    public string? FaultOf(string path) => _faults.GetValueOrDefault(path);

    /// <summary>The example of the type has it so; null when it has it not.</summary>
    public string? ExampleOf(string path) => Plan.Example.Value(path);

    /// <summary>The paths of the fields there are, and of the lines of rules.</summary>
    public ImmutableHashSet<string> Places() =>
    [
        .. Plan.Shown.Select(field => field.Path),
        EntryKeys.Type,
        .. (Rules ?? []).Select((_, index) => $"{EntryKeys.Rules}[{index}]"),
    ];

    /// <summary>Takes YAML as a whole.</summary>
    public void Write(string yaml)
    {
        var sheet = EntrySheet.Read(yaml, out var why);
        (Yaml, IsMany) = (yaml, EntryBatch.IsMeant(yaml));
        Cannot = IsMany ? "it is several checks" : sheet is null ? why : null;
        _typed.Clear();
        _faults.Clear();
        Show(Cannot is null ? sheet! : Sheet); // it was read
    }

    /// <summary>Somebody has typed or chosen.</summary>
    public void Enter(EntryField field, string text)
    {
        var kind = KindOf(field);
        _typed[field.Path] = (kind, text);
        Put(field.Path, FieldValue.Written(field, kind, text));
    }

    public void RulesChanged()
    {
        var rules = _rules;
        Put(EntryKeys.Rules, PathRule.WriteAll(rules ?? []));
        _rules = rules;
    }

    public void Post(string url) => Put(EntryKeys.OnFail, PlainAction.Write(url));

    /// <summary>From now on the key is written as YAML.</summary>
    public void AsYaml(string path) => _typed[path] = (FieldKind.Yaml, Sheet.Yaml(path) ?? "");

    /// <summary>Shows the field of a key that is not written yet.</summary>
    public void Open(string path)
    {
        _opened.Add(path);
        Show(Sheet);
    }

    /// <summary>Another type was picked.</summary>
    public void Become(string type) => Write(StartingEntry.Become(Sheet, type, _types).Text);

    /// <summary>Takes over what the example of the type has, where there is nothing yet.</summary>
    public void FillIn() => Write(StartingEntry.WithExample(Sheet, _types).Text);

    /// <param name="yaml">Null takes the key out.</param>
    private void Put(string path, string? yaml)
    {
        var fault = "";
        var sheet = yaml is null ? Sheet.Without(path) : Sheet.Put(path, yaml, Plan.Order, out fault);
        if (sheet is null)
        {
            _faults[path] = fault;
            return;
        }

        _faults.Remove(path);
        Yaml = sheet.Text;
        Show(sheet);
    }

    private void Show(EntrySheet sheet)
    {
        (Sheet, _rules) = (sheet, null);
        Plan = FormPlan.Of(_types, sheet, _opened);
    }
}
