using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Actors.Config;

/// <summary>The configuration files as they were at one moment; null for a file that is not there and need not be.</summary>
/// <param name="Folder">The files of <c>checks.d</c> but the board's, in the order of their names.</param>
/// <param name="Secrets">The digest of the files that variables name.</param>
public sealed record ConfigTexts(SourceText Main, ImmutableArray<SourceText> Folder, SourceText? Board, SourceText? Env, string Secrets = "")
{
    /// <summary>Characters at a time: the texts of many checks are tens of megabytes, and nobody needs another copy of them.</summary>
    private const int Piece = 16 * 1024;

    /// <summary>Equal for equal content, however and whenever it was saved.</summary>
    public string Hash { get; } = HashOf(
        [Content(Main), "\0", Content(Board), "\0", Content(Env), "\0", Secrets, .. Folder.SelectMany(file => new[] { $"\0{file.File}\0", Content(file) })]);

    /// <summary>The files with checks, in the order of reading.</summary>
    internal IEnumerable<SourceText> All => [Main, .. Folder, .. Board is null ? Array.Empty<SourceText>() : [Board]];

    private static string Content(SourceText? source) => source is null ? "absent" : source.Text ?? $"\u0001{source.Problem}";

    private static string HashOf(ReadOnlySpan<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(Piece)];
        var encoder = Encoding.UTF8.GetEncoder(); // keeps a character that is split between two pieces
        foreach (var text in texts)
            for (var rest = text.AsSpan(); rest.Length > 0; rest = rest[Math.Min(Piece, rest.Length)..])
                hash.AppendData(bytes, 0, encoder.GetBytes(rest[..Math.Min(Piece, rest.Length)], bytes, flush: rest.Length <= Piece));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
