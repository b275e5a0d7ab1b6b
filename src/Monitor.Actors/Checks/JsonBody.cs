using System.Text;
using System.Text.Json;
using Monitor.Actors.Checks.Http;

namespace Monitor.Actors.Checks;

/// <summary>Reads a response body as JSON, and says plainly when it is none.</summary>
public static class JsonBody
{
    private const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    /// <exception cref="HttpProblemException">It is not JSON.</exception>
    public static JsonDocument Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body.AsMemory(Bom(body)), Options);
        }
        catch (JsonException e)
        {
            throw new HttpProblemException(WhyNot(body, e), e);
        }
    }

    private static int Bom(byte[] body) => body is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;

    private static string WhyNot(byte[] body, JsonException e)
    {
        if (body.Length == 0)
            return "response is not JSON (it is empty)";
        if (e.Message.Contains("depth", StringComparison.OrdinalIgnoreCase))
            return $"JSON nested deeper than {MaxDepth}";
        if (InvalidUtf8At(body) is { } at)
            return $"response is not valid UTF-8 at byte {at}";
        return $"response is not JSON (starts with \"{ErrorDetails.Short(CappedBody.Start(body, 40))}\")";
    }

    private static int? InvalidUtf8At(byte[] body)
    {
        for (var i = 0; i < body.Length;)
        {
            if (Rune.DecodeFromUtf8(body.AsSpan(i), out _, out var length) != System.Buffers.OperationStatus.Done)
                return i;
            i += length;
        }

        return null;
    }
}
