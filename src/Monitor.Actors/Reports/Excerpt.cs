using System.Collections.Immutable;

namespace Monitor.Actors.Reports;

/// <summary>What was looked up, as much of it as was asked for.</summary>
/// <param name="IsCut">There was more.</param>
public sealed record Excerpt<T>(ImmutableArray<T> Items, bool IsCut);

/// <summary>Makes excerpts; pure.</summary>
public static class Excerpt
{
    /// <param name="found">Of which one more than <paramref name="most"/> is asked for, to know whether there is.</param>
    public static Excerpt<T> Of<T>(IEnumerable<T> found, int most)
    {
        T[] items = [.. found.Take(most + 1)];
        return new Excerpt<T>([.. items.Take(most)], items.Length > most);
    }

    /// <summary>The other way round.</summary>
    public static Excerpt<T> Reversed<T>(this Excerpt<T> excerpt) => excerpt with { Items = [.. Enumerable.Reverse(excerpt.Items)] };
}
