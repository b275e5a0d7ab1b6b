using System.Collections.Immutable;

namespace Monitor.Actors.Health;

/// <summary>Which of the monitor's own problems have begun and not ended yet; pure.</summary>
/// <remarks>A problem begins after <see cref="BeginAfter"/> of nothing but bad looks, and ends after <see cref="EndAfter"/> of good ones.</remarks>
public sealed record EngineProblems
{
    public static readonly TimeSpan BeginAfter = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan EndAfter = TimeSpan.FromSeconds(60);

    public static EngineProblems None { get; } = new();

    private ImmutableSortedDictionary<EngineProblemKind, Watched> Kinds { get; init; } = ImmutableSortedDictionary<EngineProblemKind, Watched>.Empty;

    public ImmutableArray<EngineProblem> Current => [.. Kinds.Values.Where(one => one.HasBegun).Select(one => one.Problem)];

    /// <param name="bad">What is wrong at this look, in a sentence; kinds that are well are left out.</param>
    /// <param name="elapsed">On a clock that does not jump.</param>
    /// <param name="now">For what people read.</param>
    /// <returns>The state after this look, and what has just begun or ended.</returns>
    public (EngineProblems Next, ImmutableArray<EngineProblemChange> Changes) Look(
        IReadOnlyDictionary<EngineProblemKind, string> bad, TimeSpan elapsed, DateTimeOffset now)
    {
        var changes = ImmutableArray.CreateBuilder<EngineProblemChange>();
        var kinds = Kinds;
        foreach (var (kind, text) in bad)
        {
            var one = kinds.TryGetValue(kind, out var known) ? known : new Watched(new EngineProblem(kind, text, now), elapsed, false, null);
            one = one with { Problem = one.Problem with { Text = text }, GoodSince = null };
            if (!one.HasBegun && elapsed - one.BadSince >= BeginAfter)
            {
                one = one with { HasBegun = true };
                changes.Add(new EngineProblemChange(one.Problem, now, HasEnded: false));
            }

            kinds = kinds.SetItem(kind, one);
        }

        foreach (var (kind, one) in Kinds.Where(one => !bad.ContainsKey(one.Key)))
        {
            var goodSince = one.GoodSince ?? elapsed;
            if (one.HasBegun && elapsed - goodSince < EndAfter)
            {
                kinds = kinds.SetItem(kind, one with { GoodSince = goodSince });
                continue;
            }

            kinds = kinds.Remove(kind);
            if (one.HasBegun)
                changes.Add(new EngineProblemChange(one.Problem, now, HasEnded: true));
        }

        return (this with { Kinds = kinds }, changes.DrainToImmutable());
    }

    private sealed record Watched(EngineProblem Problem, TimeSpan BadSince, bool HasBegun, TimeSpan? GoodSince);
}

/// <summary>What can be wrong with the monitor itself.</summary>
public enum EngineProblemKind
{
    /// <summary>Rounds start late, or not at all.</summary>
    Overloaded,

    /// <summary>A check has stopped finishing rounds.</summary>
    Stalled,

    /// <summary>The journal or the history cannot be written.</summary>
    Storage,

    /// <summary>Results are given up because too many wait.</summary>
    Dropping,

    /// <summary>Nothing outside can be reached, so failures say nothing about the targets.</summary>
    Blind,
}

/// <summary>Something that is wrong with the monitor itself.</summary>
/// <param name="Text">As part of a sentence: <c>312 checks are late</c>.</param>
/// <param name="Since">When it was first seen.</param>
public sealed record EngineProblem(EngineProblemKind Kind, string Text, DateTimeOffset Since);

/// <summary>A problem has begun or ended.</summary>
public sealed record EngineProblemChange(EngineProblem Problem, DateTimeOffset At, bool HasEnded);
