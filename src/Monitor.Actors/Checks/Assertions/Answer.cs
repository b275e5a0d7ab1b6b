using System.Text;
using System.Text.Json;
using Monitor.Actors.Checks.Http;

namespace Monitor.Actors.Checks.Assertions;

/// <summary>The facts of one probe, with the body read as JSON or text at most once, and only if somebody asks.</summary>
internal sealed class Answer(ProbeFacts facts) : IDisposable
{
    private JsonDocument? _json;
    private string? _jsonProblem;
    private string? _text;

    public ProbeFacts Facts => facts;

    /// <summary>Why the body is not JSON; null when it is.</summary>
    public string? JsonProblem
    {
        get
        {
            if (_json is null && _jsonProblem is null)
                Parse();
            return _jsonProblem;
        }
    }

    /// <summary>The body as JSON; only there when <see cref="JsonProblem"/> is null.</summary>
    public JsonElement Json => JsonProblem is null ? _json!.RootElement : default;

    /// <summary>The body as text, whatever it holds.</summary>
    public string Text => _text ??= Encoding.UTF8.GetString(facts.Body.Span);

    public void Dispose() => _json?.Dispose();

    private void Parse()
    {
        try
        {
            _json = JsonBody.Parse(facts.Body);
        }
        catch (HttpProblemException e)
        {
            _jsonProblem = e.Message;
        }
    }
}
