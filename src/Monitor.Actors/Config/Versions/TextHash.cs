using System.Security.Cryptography;
using System.Text;

namespace Monitor.Actors.Config.Versions;

/// <summary>The name of a content: its SHA-256.</summary>
internal static class TextHash
{
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether it can be one; nothing else becomes part of a path.</summary>
    public static bool IsOne(string hash) => hash.Length == 2 * SHA256.HashSizeInBytes && hash.All(char.IsAsciiHexDigitLower);
}
