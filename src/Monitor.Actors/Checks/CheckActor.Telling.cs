using System.Collections.Immutable;
using Monitor.Actors.Alerts.Rules;
using Monitor.Actors.Board;

namespace Monitor.Actors.Checks;

/// <content>Why news is held back, and when it is looked again whether it may be told.</content>
public sealed partial class CheckActor
{
    /// <summary>News that is held is looked at so often, to be told soon after its reason is gone.</summary>
    private static readonly TimeSpan ReviewEvery = TimeSpan.FromSeconds(2);

    private FlapMeter _outcomes;
    private bool _reviewed;

    private HoldingFacts Facts => new(_definition, _state, Parents(), Now) { Silence = _around.Silences.Of(_definition, Now) };

    private void ArmReview()
    {
        if (_state.Quiet?.Held is null)
            Timers.Cancel(ReviewDue.Key);
        else
            Timers.StartSingleTimer(ReviewDue.Key, ReviewDue.Instance, ReviewEvery);
    }

    /// <summary>A failure that lasts may have to be told again, or to others; a round looks whether it still lasts.</summary>
    private void ArmTelling()
    {
        if (_definition is { Routes.IsEmpty: true, RemindEvery: null })
            return; // as for almost every check
        var now = Now;
        if (LateTelling.NextAt(_state, _definition, _face.Last?.At ?? now) is { } at)
            Timers.StartSingleTimer(TellDue.Key, TellDue.Instance, at - now);
        else
            Timers.Cancel(TellDue.Key);
    }

    private void OnTellDue()
    {
        if (_round is null && !IsResting)
            StartRound(TimeSpan.Zero); // one under way arms this again if it ends too early to tell
    }

    /// <summary>When nothing holds the news any more, a round looks whether it is still true, and decides.</summary>
    private void OnReviewDue()
    {
        ArmReview();
        if (HoldingRules.Of(Facts) is not null)
            _reviewed = false;
        else if (_round is null && !_reviewed)
        {
            _reviewed = true; // once: a round that sees nothing decides nothing
            StartRound(TimeSpan.Zero);
        }
    }

    private ImmutableArray<ParentStanding> Parents() => _definition.DependsOn.IsEmpty
        ? []
        : [.. _definition.DependsOn.Select(name => new ParentStanding(name, _around.Standings.Of(name)))];

    private FlapMeter? Outcomes(CheckStatus status)
    {
        if (_definition.Flapping is null)
            return null;
        if (status != CheckStatus.Unknown)
            _outcomes = _outcomes.Add(status == CheckStatus.Fail);
        return _outcomes;
    }

    private void NoteStanding(Round round, CheckStatus status)
    {
        if (status != CheckStatus.Unknown)
            _around.Standings.NoteRound(_definition, status == CheckStatus.Fail || _state.Incident is not null, round.StartedAt);
    }

    private QuietTile? QuietTile() => Board.QuietTile.Of(
        _definition, _state, _maintenance, _definition.DependsOn.IsEmpty ? null : UnreachableRule.FailingParent(Facts),
        _around.Silences.Of(_definition, Now).Active);
}
