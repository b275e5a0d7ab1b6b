using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Assertions;

namespace Monitor.Actors.Config;

/// <summary>Takes out of what is told of an answer what was sent along from the environment, should the target say it back.</summary>
/// <remarks>What the target's address shows anyway stays readable, unless it stands under a key for secrets.</remarks>
internal sealed class EchoMask
{
    /// <summary>Whatever is filled in may be no secret at all, and what a target says is for people: a shorter one would be found everywhere.</summary>
    private const int ShortestSecret = 6;

    private const char Cut = '…';

    /// <summary>As details are written.</summary>
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ImmutableArray<(string Said, string Shown)> _forms;

    private EchoMask(ImmutableArray<(string, string)> forms) => _forms = forms;

    public static EchoMask None { get; } = new([]);

    /// <param name="keys">Whatever was read of the entry, secrets marked.</param>
    /// <param name="own">The keys whose values are sent.</param>
    /// <param name="target">What is shown of the target's address.</param>
    public static EchoMask Of(YamlSection keys, IEnumerable<string> own, Func<string> target)
    {
        var filled = keys.MaskOf(own).Filled;
        var hidden = keys.Hidden.ToList();
        if (!filled.IsEmpty)
            hidden.AddRange(filled.Where(pair => !target().Contains(pair.Value, StringComparison.Ordinal)).Select(pair => (pair.Value, pair.Key)));
        var forms = hidden
            .Where(one => one.Item1.Length >= ShortestSecret)
            .SelectMany(one => SecretForms.Of(one.Item1).Select(form => (form, one.Item2)))
            .DistinctBy(one => one.form, StringComparer.Ordinal)
            .OrderByDescending(one => one.form.Length)
            .ToImmutableArray();
        return forms.IsEmpty ? None : new EchoMask(forms);
    }

    /// <summary>Costs nothing where there is nothing to tell, as of most rounds.</summary>
    public Observation Hide(Observation seen) => _forms.IsEmpty || seen is { Reason: null, Details: null, Run: null, Closely: null, Parts.IsEmpty: true } ? seen
        : seen with
        {
            Reason = Hide(seen.Reason),
            Details = HideDetails(seen.Details, seen.Reason),
            Run = Hide(seen.Run),
            Left = Hide(seen.Left),
            Closely = Hide(seen.Closely),
            Parts = [.. seen.Parts.Select(part => part with { Name = Hide(part.Name), Reason = Hide(part.Reason) })],
        };

    /// <summary>They stay JSON, whatever the values are.</summary>
    /// <param name="reason">What stands instead of what is no JSON.</param>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(details))]
    public string? HideDetails(string? details, string? reason = null) => string.IsNullOrEmpty(details) || _forms.IsEmpty
        ? details
        : HideTexts(details) ?? HideTexts(Hide(details)) ?? ErrorDetails.Json(("error", Hide(reason)));

    /// <summary>Null when it is no JSON.</summary>
    private string? HideTexts(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var hidden = new ArrayBufferWriter<byte>(json.Length);
            using (var writer = new Utf8JsonWriter(hidden, Relaxed))
                Write(document.RootElement, writer);
            return Encoding.UTF8.GetString(hidden.WrittenSpan);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // the latter: half a letter in a text
        }
    }

    /// <summary>Names and texts are hidden in; a number only as a whole, and is a text then. Recursion is safe: JSON is not read beyond a depth.</summary>
    private void Write(JsonElement json, Utf8JsonWriter to)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                to.WriteStartObject();
                foreach (var member in json.EnumerateObject())
                {
                    to.WritePropertyName(Hide(member.Name));
                    Write(member.Value, to);
                }

                to.WriteEndObject();
                break;
            case JsonValueKind.Array:
                to.WriteStartArray();
                foreach (var item in json.EnumerateArray())
                    Write(item, to);
                to.WriteEndArray();
                break;
            case JsonValueKind.String: to.WriteStringValue(Hide(json.GetString())); break;
            case JsonValueKind.Number when ShownFor(json.GetRawText()) is { } shown: to.WriteStringValue(shown); break;
            default: json.WriteTo(to); break;
        }
    }

    private string? ShownFor(string number) => _forms.FirstOrDefault(form => form.Said == number).Shown;

    private JobRun? Hide(JobRun? run) => run is null ? null : run with { Status = Hide(run.Status), Output = Hide(run.Output) };

    private CloseLook? Hide(CloseLook? look) => look is null ? null : look with
    {
        Assertions = [.. look.Assertions.Select(one => one with { About = Hide(one.About), Problem = Hide(one.Problem) })],
        Body = Hide(look.Body),
    };

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public string? Hide(string? text)
    {
        if (string.IsNullOrEmpty(text) || _forms.IsEmpty)
            return text;
        foreach (var (said, shown) in _forms)
            text = text.Replace(said, shown, StringComparison.Ordinal);
        return text.Contains(Cut, StringComparison.Ordinal) ? _forms.Aggregate(text, HideCut) : text;
    }

    /// <summary>Of a value that a text was cut in, what is left of it beside the cut.</summary>
    private static string HideCut(string text, (string Said, string Shown) form)
    {
        for (var at = text.IndexOf(Cut, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Cut, at + 1))
        {
            var (said, before, after) = (form.Said, 0, 0);
            for (var length = Math.Min(said.Length - 1, at); length >= ShortestSecret && before == 0; length--)
                before = text.AsSpan(at - length, length).SequenceEqual(said.AsSpan(0, length)) ? length : 0;
            for (var length = Math.Min(said.Length - 1, text.Length - at - 1); length >= ShortestSecret && after == 0; length--)
                after = text.AsSpan(at + 1, length).SequenceEqual(said.AsSpan(said.Length - length)) ? length : 0;
            if (before + after == 0)
                continue;
            var start = $"{text.AsSpan(0, at - before)}{(before > 0 ? form.Shown : "")}";
            text = $"{start}{Cut}{(after > 0 ? form.Shown : "")}{text.AsSpan(at + 1 + after)}";
            at = start.Length;
        }

        return text;
    }
}
