namespace Json.Path;

/// <summary>Ends an evaluation that outgrew its <see cref="PathEvaluationOptions"/>.</summary>
public sealed class JsonPathTooExpensiveException : Exception
{
    internal JsonPathTooExpensiveException(string why) : base($"JSONPath too expensive: {why}")
    {
    }
}
