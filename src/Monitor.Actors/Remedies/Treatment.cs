using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Remedies;

/// <summary>What one remedy has done in an incident.</summary>
public sealed record Treatment
{
    public static Treatment None { get; } = new();

    public int Runs { get; init; }

    /// <summary>How many of its runs did not help.</summary>
    public int Ineffective { get; init; }

    /// <summary>A run that is done, and of which nobody knows yet whether it helped.</summary>
    public RemedyTrial? Trial { get; init; }

    /// <summary>A run that waits for approval.</summary>
    public CheckEvent.RemedyProposed? Proposal { get; init; }

    /// <summary>The rules that have held it back, each of which is told once.</summary>
    public ImmutableSortedSet<string> Withheld { get; init; } = ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal);

    /// <summary>That it has done what its guard allows, in words; null while it has not.</summary>
    public string? Exhausted { get; init; }

    public bool ExhaustedTold { get; init; }

    public Treatment Settled(CheckEvent.RemedyRequested request, CheckEvent.RemedySettled settled) => settled.Verdict switch
    {
        RemedyVerdict.Succeeded => this with { Trial = new RemedyTrial(request, settled.At) },
        RemedyVerdict.Failed => this with { Ineffective = Ineffective + 1 },
        RemedyVerdict.Refused => this with { Runs = Runs - 1 },
        _ => this,
    };

    public Treatment Judged(RemedyEffect effect) => this with
    {
        Trial = null,
        Ineffective = effect is RemedyEffect.DidNotHelp or RemedyEffect.MadeWorse ? Ineffective + 1 : Ineffective,
    };
}

/// <summary>A run that went well; what it brought about is still to be seen.</summary>
public sealed record RemedyTrial(CheckEvent.RemedyRequested Request, DateTimeOffset DoneAt);
