using System.Security.Cryptography;
using System.Text;

namespace Monitor.Actors.Config;

/// <summary>The configuration files as they were at one moment; null for a file that is not there and need not be.</summary>
public sealed record ConfigTexts(SourceText Main, SourceText? Board, SourceText? Env)
{
    /// <summary>Equal for equal content, however and whenever it was saved.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('\0', new[] { Main, Board, Env }.Select(Content)))));

    private static string Content(SourceText? source) => source is null ? "absent" : source.Text ?? $"\u0001{source.Problem}";
}
