using System.Collections.Immutable;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Redis;

/// <summary>The commands that a check may send: those that answer with one value and change nothing.</summary>
internal static class RedisReads
{
    private const int MostWords = 8;
    private const int LongestWord = 1024;

    private static readonly ImmutableSortedSet<string> Allowed = ImmutableSortedSet.Create(
        StringComparer.Ordinal,
        "BITCOUNT", "DBSIZE", "EXISTS", "GET", "GETRANGE", "HEXISTS", "HGET", "HLEN", "HSTRLEN", "INFO", "LASTSAVE", "LINDEX", "LLEN",
        "PING", "PTTL", "SCARD", "SISMEMBER", "STRLEN", "TTL", "TYPE", "XLEN", "ZCARD", "ZCOUNT", "ZSCORE");

    /// <summary>The words of <c>command</c>; empty when nothing is asked.</summary>
    public static ImmutableArray<string> Read(YamlSection keys)
    {
        ImmutableArray<string> words = [.. keys.Texts("command")];
        if (words.IsEmpty)
            return words;
        if (!Allowed.Contains(words[0].ToUpperInvariant()))
            keys.Problem("command", $"\"{ErrorDetails.Short(words[0], 40)}\" is not a command that a check may send", $"use one of {string.Join(", ", Allowed)}");
        if (words.Length > MostWords || words.Any(word => word.Length > LongestWord))
            keys.Problem("command", "is too long", $"write at most {MostWords} words of at most {LongestWord} characters");
        return words;
    }
}
