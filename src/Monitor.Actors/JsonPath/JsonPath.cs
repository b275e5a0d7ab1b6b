using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Json.Path;

/// <summary>A JSONPath (RFC 9535), compiled once; immutable, so any number of threads may evaluate it.</summary>
public sealed class JsonPath
{
    public const int MaxLength = 4096;
    public const int MaxNesting = 64;

    private readonly string _text;
    private readonly Query _query;

    private JsonPath(string text, Query query) => (_text, _query) = (text, query);

    /// <summary>True when no document can give more than one match.</summary>
    public bool IsSingular => _query.IsSingular;

    /// <exception cref="PathParseException">The text is no JSONPath.</exception>
    public static JsonPath Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var path, out var problem) ? path : throw problem;
    }

    public static bool TryParse(string? text, [NotNullWhen(true)] out JsonPath? path) => TryParse(text, out path, out _);

    public static bool TryParse(
        string? text, [NotNullWhen(true)] out JsonPath? path, [NotNullWhen(false)] out PathParseException? problem)
    {
        text ??= "";
        problem = PathParser.TryRead(text, out var query);
        path = problem is null ? new JsonPath(text, query!) : null; // a query is there whenever no problem is
        if (problem is not null && Spelling.Suggest(text) is { } suggestion)
            problem = new PathParseException(problem.Message, problem.Position, suggestion);
        return problem is null;
    }

    /// <exception cref="JsonPathTooExpensiveException">The document made the path cost more than the options allow.</exception>
    public PathResult Evaluate(JsonElement root, PathEvaluationOptions? options = null)
    {
        if (root.ValueKind == JsonValueKind.Undefined)
            return PathResult.Empty;
        var evaluation = new Evaluation(root, options ?? PathEvaluationOptions.Default);
        return new PathResult(evaluation.Select(_query));
    }

    /// <summary>The first match alone, for less than <see cref="Evaluate"/> costs; its place is not worked out.</summary>
    /// <exception cref="JsonPathTooExpensiveException">The document made the path cost more than the options allow.</exception>
    public bool TryFindFirst(JsonElement root, out JsonElement value, PathEvaluationOptions? options = null)
    {
        value = default;
        if (root.ValueKind == JsonValueKind.Undefined)
            return false;
        var found = new Evaluation(root, options ?? PathEvaluationOptions.Default).First(_query);
        value = found.First;
        return found.Count > 0;
    }

    public override string ToString() => _text;
}
