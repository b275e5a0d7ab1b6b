using Monitor.Actors.Config;

namespace Monitor.Actors.Import;

/// <summary>Request headers of a foreign file; those that are secrets become variables.</summary>
internal static class ForeignHeaders
{
    private const string Authorization = "Authorization";
    private const string ContentType = "Content-Type";

    /// <summary>Comes after <c>auth</c>, beside which there can be no header for the same.</summary>
    public static void Fill(Draft draft, IEnumerable<(string Name, string Value)> headers, ImportRun run)
    {
        var logsIn = (draft.Find("auth") as YamlMap)?.Entries.Any(entry => entry.Key != "client_certificate") == true;
        foreach (var (name, value) in headers)
        {
            if (logsIn && name.Equals(Authorization, StringComparison.OrdinalIgnoreCase))
                draft.Miss($"headers.{name}", "there is another login already, under auth", "keep one of the two");
            else
                Add(draft, name, IsSecret(name, value) ? run.Variables.Hide(value, draft, $"headers.{name}", name) : value);
        }
    }

    /// <summary>What a body is, where no header says so.</summary>
    public static void Describe(Draft draft, string contentType)
    {
        if ((draft.Find("headers") as YamlMap)?.Entries.Any(entry => entry.Key.Equals(ContentType, StringComparison.OrdinalIgnoreCase)) != true)
            Add(draft, ContentType, contentType);
    }

    private static bool IsSecret(string name, string value) => value.Length > 0 && HiddenSecrets.IsSecretName(name) && !HiddenSecrets.IsFilled(value);

    private static void Add(Draft draft, string name, string value)
    {
        var before = draft.Find("headers") as YamlMap ?? Made.Map();
        draft.Set("headers", before with { Entries = [.. before.Entries.Where(entry => entry.Key != name), Made.Entry(name, Made.Text(value))] });
    }
}
