using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Monitor.Web.Editing;

/// <summary>Reads an entry back into the form, if the form can say everything that the entry says.</summary>
/// <remarks>When it cannot, the entry is edited as YAML: a form must never lose a key that it does not know.</remarks>
public static class CheckFormReader
{
    /// <param name="why">What the form cannot say, as the end of a sentence.</param>
    public static bool TryRead(string yaml, out CheckForm form, out string why)
    {
        form = Blank();
        why = "";
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (Entry(stream) is not { } entry)
                throw new Unsayable("it is not one check");
            foreach (var (key, value) in entry.Children)
                Take(form, Scalar(key), value);
            return true;
        }
        catch (Exception e) when (e is Unsayable or YamlException)
        {
            why = e is Unsayable ? e.Message : "it is not complete YAML yet";
            return false;
        }
    }

    private static CheckForm Blank() => new()
    {
        ExpectStatus = "",
        NotifyOn = [],
    };

    private static YamlMappingNode? Entry(YamlStream stream) =>
        stream.Documents.Count != 1 ? null : stream.Documents[0].RootNode switch
        {
            YamlMappingNode mapping => mapping,
            YamlSequenceNode { Children: [YamlMappingNode only] } => only,
            _ => null,
        };

    private static void Take(CheckForm form, string key, YamlNode value)
    {
        switch (key)
        {
            case EntryKeys.Name: form.Name = Scalar(value); break;
            case EntryKeys.Type: form.Kind = Kind(Scalar(value)); break;
            case EntryKeys.Severity: form.Severity = Scalar(value); break;
            case EntryKeys.Group: form.Group = Scalar(value); break;
            case EntryKeys.Url: form.Url = Scalar(value); break;
            case EntryKeys.StatusUrl: form.StatusUrl = Scalar(value); break;
            case EntryKeys.ExpectStatus: form.ExpectStatus = Scalar(value); break;
            case EntryKeys.ExpectJsonPath: form.Rules.AddRange(Items(value).SelectMany(Rules)); break;
            case EntryKeys.SuccessBy: form.SuccessBy = Scalar(value); break;
            case EntryKeys.MinutesAfterStart: form.MinutesAfterStart = Scalar(value); break;
            case EntryKeys.Interval: form.Interval = Scalar(value); break;
            case EntryKeys.RetryInterval: form.RetryInterval = Scalar(value); break;
            case EntryKeys.FailureThreshold: form.FailureThreshold = Scalar(value); break;
            case EntryKeys.SuccessThreshold: form.SuccessThreshold = Scalar(value); break;
            case EntryKeys.Timeout: form.Timeout = Scalar(value); break;
            case EntryKeys.Retries: form.Retries = Scalar(value); break;
            case EntryKeys.WarnAbove: form.WarnAboveMs = Scalar(value); break;
            case EntryKeys.FailAbove: form.FailAboveMs = Scalar(value); break;
            case EntryKeys.NotifyOn: form.NotifyOn.UnionWith(Items(value).Select(AlertWord)); break;
            case EntryKeys.OnFail: form.ActionUrl = ActionUrl(value); break;
            default: throw new Unsayable($"the form has no field for {key}");
        }
    }

    private static string Kind(string kind) =>
        kind is CheckForm.Http or CheckForm.Job ? kind : throw new Unsayable($"the form does not know the type {kind}");

    private static string AlertWord(YamlNode node) =>
        CheckForm.AlertWords.Contains(Scalar(node)) ? Scalar(node) : throw new Unsayable($"notify_on has {Scalar(node)}");

    private static IEnumerable<PathRule> Rules(YamlNode node)
    {
        if (node is not YamlMappingNode rule || !rule.Children.TryGetValue(new YamlScalarNode("path"), out var path))
            throw new Unsayable("a JSONPath rule has no path");
        foreach (var (key, value) in rule.Children)
        {
            if (Scalar(key) == "path")
                continue;
            if (!PathRule.Predicates.Contains(Scalar(key)))
                throw new Unsayable($"a JSONPath rule has {Scalar(key)}");
            yield return new PathRule { Path = Scalar(path), Predicate = Scalar(key), Value = Typed(value) };
        }
    }

    // Quoted text that looks like JSON keeps its quotes, or it would become a number on the way back.
    private static string Typed(YamlNode node) =>
        node is YamlScalarNode { Style: not ScalarStyle.Plain, Value: { } text } && YamlText.IsJsonScalar(text)
            ? System.Text.Json.JsonSerializer.Serialize(text)
            : Scalar(node);

    private static string ActionUrl(YamlNode node)
    {
        if (node is not YamlMappingNode { Children.Count: 1 } onFail
            || !onFail.Children.TryGetValue(new YamlScalarNode("actions"), out var actions))
            throw new Unsayable("on_fail has more than actions");
        if (Items(actions) is not [YamlMappingNode { Children.Count: 2 } action]
            || Find(action, "type") != "http_post" || Find(action, "url") is not { } url)
            throw new Unsayable("on_fail has more than one plain http_post");
        return url;
    }

    private static string? Find(YamlMappingNode mapping, string key) =>
        mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) ? Scalar(value) : null;

    private static IReadOnlyList<YamlNode> Items(YamlNode node) =>
        node is YamlSequenceNode list ? [.. list.Children] : throw new Unsayable("a list was expected");

    private static string Scalar(YamlNode node) =>
        node is YamlScalarNode scalar ? scalar.Value ?? "" : throw new Unsayable("a value is more than a plain value");

    private sealed class Unsayable(string why) : Exception(why);
}
