using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Monitor.Actors.Checks.Http;

namespace Monitor.Actors.Checks;

/// <summary>Reads a response body as JSON, and says plainly when it is none.</summary>
public static class JsonBody
{
    private const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    /// <exception cref="HttpProblemException">It is not JSON.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        if (InvalidUtf8At(body.Span) is { } at)
            throw new HttpProblemException($"response is not valid UTF-8 at byte {at}");
        try
        {
            return JsonDocument.Parse(body[Bom(body.Span)..], Options);
        }
        catch (JsonException e)
        {
            throw new HttpProblemException(WhyNot(body.Span, e), e);
        }
    }

    private static int Bom(ReadOnlySpan<byte> body) => body is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;

    private static string WhyNot(ReadOnlySpan<byte> body, JsonException e)
    {
        if (body.Length == 0)
            return "response is not JSON (it is empty)";
        if (e.Message.Contains("maximum configured depth", StringComparison.Ordinal))
            return $"JSON nested deeper than {MaxDepth}";
        return $"response is not JSON (starts with \"{ErrorDetails.Short(CappedBody.Start(body, 40))}\")";
    }

    /// <summary>The parser does not look into texts; reading one would throw much later.</summary>
    private static int? InvalidUtf8At(ReadOnlySpan<byte> body)
    {
        if (Utf8.IsValid(body))
            return null;
        for (var i = 0; i < body.Length;)
        {
            if (Rune.DecodeFromUtf8(body[i..], out _, out var length) != System.Buffers.OperationStatus.Done)
                return i;
            i += length;
        }

        return null;
    }
}
