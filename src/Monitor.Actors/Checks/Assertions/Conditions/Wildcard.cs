using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Monitor.Actors.Checks.Assertions.Conditions;

/// <summary>A pattern of <c>pat()</c>: <c>*</c> for any characters, <c>?</c> for one, <c>[a-z]</c> for one of a set.</summary>
/// <remarks>What stands between two stars is found leftmost, which never has to be taken back.</remarks>
internal sealed class Wildcard
{
    public const int MaxLength = 512;

    private readonly ImmutableArray<WildcardPart> _parts;

    private Wildcard(ImmutableArray<WildcardPart> parts) => _parts = parts;

    public bool IsMatch(string text)
    {
        var (first, last) = (_parts[0], _parts[^1]);
        if (_parts.Length == 1)
            return text.Length == first.Length && first.IsAt(text, 0);
        if (text.Length < first.Length + last.Length || !first.IsAt(text, 0))
            return false;
        var at = first.Length;
        for (var i = 1; i < _parts.Length - 1; i++)
        {
            var found = _parts[i].Find(text, at);
            if (found < 0)
                return false;
            at = found + _parts[i].Length;
        }

        return text.Length - last.Length >= at && last.IsAt(text, text.Length - last.Length);
    }

    /// <param name="problem">Where it stops being a pattern, and why.</param>
    public static bool TryRead(string pattern, [NotNullWhen(true)] out Wildcard? wildcard, out (int At, string Fault) problem)
    {
        (wildcard, problem) = (null, default);
        var parts = ImmutableArray.CreateBuilder<WildcardPart>();
        for (var at = 0; at <= pattern.Length; at++)
        {
            if (WildcardPart.Read(pattern, ref at, out problem) is not { } part)
                return false;
            parts.Add(part);
        }

        wildcard = new Wildcard(parts.ToImmutable());
        return true;
    }
}
