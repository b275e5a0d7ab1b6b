using System.IO.Compression;

namespace Monitor.Actors.Checks.Http;

/// <summary>Reads a body, decompressed when it came compressed, up to a limit that counts what comes out.</summary>
internal static class BodyDecoder
{
    /// <summary>The body, or null when it is too large; and whether it was compressed.</summary>
    /// <exception cref="HttpProblemException">It ended too early, or is not what it says it is.</exception>
    public static async Task<(byte[]? Body, bool IsDecoded)> ReadAsync(HttpContent content, int max, HttpPhases phases, CancellationToken cancel)
    {
        var coding = content.Headers.ContentEncoding.Count == 1 ? content.Headers.ContentEncoding.First().ToLowerInvariant() : "";
        try
        {
            using var stream = await content.ReadAsStreamAsync(cancel);
            using var decoded = Decoded(stream, coding);
            return (await CappedBody.ReadAsync(decoded ?? stream, content.Headers.ContentLength, max, phases, cancel), decoded is not null);
        }
        catch (HttpIOException e) when (e.HttpRequestError == HttpRequestError.ResponseEnded)
        {
            throw new HttpProblemException(EndedEarly(content.Headers.ContentLength, phases.BytesRead), e);
        }
        catch (InvalidDataException e)
        {
            throw new HttpProblemException($"response is not valid {coding}", e);
        }
    }

    private static string EndedEarly(long? length, int read) => length is null
        ? $"connection closed after {read} bytes, before the end"
        : $"connection closed after {read} of {length} bytes";

    private static Stream? Decoded(Stream stream, string coding) => coding switch
    {
        "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
        "br" => new BrotliStream(stream, CompressionMode.Decompress),
        "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
        _ => null,
    };
}
