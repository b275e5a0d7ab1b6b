using System.Collections.Immutable;
using Monitor.Actors.Remedies;

namespace Monitor.Actors.Checks;

/// <summary>An unbroken stretch of failing, from the round that found it to the recovery.</summary>
/// <param name="Id">Unique within the check.</param>
public sealed record Incident(string Id, DateTimeOffset OpenedAt, string Reason)
{
    /// <summary>The first failed round, when more than one was needed to open the incident.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>What remedies have done, by their place in <c>on_fail.actions</c>.</summary>
    public ImmutableSortedDictionary<int, Treatment> Treatments { get; init; } = ImmutableSortedDictionary<int, Treatment>.Empty;

    /// <summary>Runs that are done and not judged yet.</summary>
    internal IEnumerable<RemedyTrial> Trials => Treatments.Values.Select(treatment => treatment.Trial).OfType<RemedyTrial>();

    /// <summary>Deadlines that were missed during the incident, by their windows: each is told once.</summary>
    public ImmutableSortedSet<string> MissedWindows { get; init; } = ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal);

    /// <summary>The last remedy that went well during the incident, and has not been seen to be of no use.</summary>
    public string? LastCure { get; init; }

    /// <summary>What has fixed it, in words; null while nothing has.</summary>
    public string? Cure { get; init; }

    /// <summary>Channels that never took the news of the failure; they do not get the news of the recovery either.</summary>
    public ImmutableSortedSet<string> UntoldChannels { get; init; } = ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal);

    /// <summary>Channels that were asked to tell of it; null when the journal is too old to know.</summary>
    public ImmutableSortedSet<string>? ToldChannels { get; init; } = ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal);

    /// <summary>When people were last told something of it; null when they were not.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>Somebody looks after it: nobody is reminded, and nobody else is told.</summary>
    public Acknowledgement? Acknowledged { get; init; }

    /// <summary>The incident that people were told of; another one when this began unannounced while they knew of that.</summary>
    public string KnownAs { get; init; } = Id;

    public Treatment TreatedBy(int remedy) => Treatments.GetValueOrDefault(remedy, Treatment.None);

    public Incident Tried(int remedy) => With(remedy, treatment => treatment with { Runs = treatment.Runs + 1, Proposal = null });

    public Incident Withheld(int remedy, string rule) => With(remedy, treatment => treatment with { Withheld = treatment.Withheld.Add(rule) });

    public Incident Missed(string window) => this with { MissedWindows = MissedWindows.Add(window) };

    public Incident Settled(CheckEvent.RemedyRequested request, CheckEvent.RemedySettled settled)
    {
        if (request.Incident != Id)
            return this;
        var treated = With(request.Index, treatment => treatment.Settled(request, settled));
        return settled.Verdict == RemedyVerdict.Succeeded ? treated with { LastCure = settled.Action } : treated;
    }

    /// <summary>What waits for approval under that id; null when nothing does.</summary>
    public CheckEvent.RemedyProposed? ProposalOf(string id) =>
        Treatments.Values.FirstOrDefault(treatment => treatment.Proposal?.Id == id)?.Proposal;

    public Incident Proposed(CheckEvent.RemedyProposed e) => e.Incident == Id ? With(e.Index, treatment => treatment with { Proposal = e }) : this;

    /// <summary>What was proposed under another definition cannot be approved any more.</summary>
    public Incident WithoutProposals() => Treatments.Values.All(treatment => treatment.Proposal is null) ? this
        : this with { Treatments = Treatments.SetItems(Treatments.Select(one => KeyValuePair.Create(one.Key, one.Value with { Proposal = null }))) };

    public Incident Exhausted(CheckEvent.RemedyExhausted e) => e.Incident == Id ? With(e.Index, treatment => treatment with { Exhausted = e.Reason }) : this;

    public Incident Judged(CheckEvent.RemedyJudged judged)
    {
        if (judged.Incident != Id)
            return this;
        var treated = With(judged.Index, treatment => treatment.Judged(judged.Effect));
        return judged.Effect switch
        {
            RemedyEffect.Fixed => treated with { LastCure = judged.Action, Cure = RemedyWords.Cure(judged) },
            RemedyEffect.DidNotHelp or RemedyEffect.MadeWorse when LastCure == judged.Action => treated with { LastCure = null },
            _ => treated,
        };
    }

    private Incident With(int remedy, Func<Treatment, Treatment> change) => this with { Treatments = Treatments.SetItem(remedy, change(TreatedBy(remedy))) };

    public Incident ContinuesFor(KnownFailure told) =>
        this with { KnownAs = told.Incident, UntoldChannels = told.UntoldChannels, ToldChannels = told.ToldChannels };

    public Incident Told(CheckEvent.AlertRaised e)
    {
        if (e.Incident != KnownAs || !AlertKinds.IsOfFailure(e.Kind))
            return this;
        var told = this with
        {
            ToldAt = e.At,
            ToldChannels = ToldChannels?.Union(e.Channels),
            UntoldChannels = AlertKinds.Announces(e.Kind) ? UntoldChannels.Except(e.Channels) : UntoldChannels,
        };
        return e.Kind == AlertKind.RemediationExhausted
            ? told with { Treatments = Treatments.SetItems(Treatments.Where(one => one.Value.Exhausted is not null).Select(one => KeyValuePair.Create(one.Key, one.Value with { ExhaustedTold = true }))) }
            : told;
    }

    public Incident Refused(CheckEvent.AlertAbandoned e) =>
        AlertKinds.Announces(e.Id, KnownAs) ? this with { UntoldChannels = UntoldChannels.Add(e.Channel) } : this;
}

/// <summary>Somebody has taken on an incident, until it is over or until that time.</summary>
public sealed record Acknowledgement(DateTimeOffset Since, DateTimeOffset? Until, string By, string? Note);
