using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Tests.Support;

/// <summary>One check and its channels over a random history: rounds, orders, reloads, crashes, and receivers that do what they like.</summary>
/// <remarks>Decides with the production's functions and queue; what the actors do around them is done here, without their threads.</remarks>
/// <param name="fallback">Who is told instead of <c>email</c> when it does not deliver; null for nobody.</param>
public sealed class ChannelWorld(CheckDefinition check, string? fallback, params string[] channels)
{
    private readonly List<CheckEvent> _journal = [];
    private readonly Dictionary<string, Post> _posts = channels.ToDictionary(name => name, name => new Post(name, name == "email" ? fallback : null));
    private readonly RoundCount _count = new();
    private FlapMeter _outcomes;

    public CheckDefinition Check { get; private set; } = check;

    public CheckState State { get; private set; } = CheckState.New;

    public DateTimeOffset Now { get; private set; } = Some.T0;

    public int Alerts => _journal.OfType<CheckEvent.AlertRaised>().Count();

    /// <summary>What each channel's receiver got, in order, and what was given up on the way.</summary>
    public IReadOnlyCollection<Post> Posts => _posts.Values;

    public void Later(TimeSpan time) => Now += time;

    /// <summary>A round first offers again what is not settled.</summary>
    public void Do(Step step)
    {
        var command = step(State, Check, Now);
        if (command is CheckCommand.RecordResult)
            Reoffer();
        command = _count.Add(command, State, Check);
        if (command is CheckCommand.RecordResult { Verdict.Status: not CheckStatus.Unknown } round)
            command = round with { Outcomes = Check.Flapping is null ? null : _outcomes = _outcomes.Add(round.Verdict.Status == CheckStatus.Fail) };
        Decide(command);
    }

    public void Reload(CheckDefinition check)
    {
        Check = check;
        Do(Some.Define());
    }

    /// <summary>A receiver answers what it was sent, and the check hears of it.</summary>
    public void Answer(string channel, AlertSettlement how)
    {
        foreach (var settled in _posts[channel].Answer(how, Now))
            Decide(settled);
    }

    /// <summary>The process dies, and another one reads the journal.</summary>
    /// <param name="unheard">The receiver of this channel has taken what was under way, and nobody was left to hear it.</param>
    public void Crash(string? unheard)
    {
        if (unheard is not null)
            _ = _posts[unheard].Answer(AlertSettlement.Delivered, Now).Count;
        foreach (var post in Posts)
            post.Crash();
        State = _journal.Select(Story.Stored).Aggregate(CheckState.New, (state, happened) => state.Apply(happened));
        _count.Restart(State, Check);
        Decide(new CheckCommand.CloseLost(Now));
    }

    /// <summary>Everybody takes everything from now on, and the check is well for long.</summary>
    public void Calm(CheckDefinition check)
    {
        Reload(check);
        Do(Some.MaintenanceOver());
        Do(Some.Unacknowledge());
        Do(Some.Resume());
        for (var round = 0; round < FlapMeter.Changes + 2; round++)
        {
            Later(Story.Cycle);
            Do(Some.Success());
            foreach (var post in Posts)
                while (post.IsBusy)
                    Answer(post.Channel, AlertSettlement.Delivered);
        }
    }

    private void Decide(CheckCommand command)
    {
        var events = State.Decide(command, Check);
        foreach (var happened in events)
        {
            _journal.Add(happened);
            State = State.Apply(happened);
        }

        foreach (var alert in events.OfType<CheckEvent.AlertRaised>())
            Offer(alert, alert.Channels);
    }

    private void Reoffer()
    {
        foreach (var open in State.OpenAlertsInOrder.ToArray())
            Offer(open.Alert, open.Waiting.Keys);
    }

    private void Offer(CheckEvent.AlertRaised alert, IEnumerable<string> channels)
    {
        foreach (var channel in channels)
            if (_posts[channel].Offer(new OfferAlert(Check.Name, alert, channel), Now) is { } settled)
                Decide(settled);
    }

    /// <summary>A channel as its actor keeps it, and what its receiver got.</summary>
    public sealed class Post(string channel, string? fallback)
    {
        private readonly List<(CheckEvent.AlertRaised Alert, AlertSettlement How)> _ends = [];
        private readonly HashSet<string> _taken = [];
        private ChannelQueue _queue = ChannelQueue.Empty;
        private OfferAlert? _underWay;
        private bool _waits;

        public string Channel => channel;

        public bool IsBusy => _queue.Count > 0;

        /// <summary>What was delivered or given up, in order; a repeat is not among them, because receivers drop it by its key.</summary>
        public IReadOnlyList<(CheckEvent.AlertRaised Alert, AlertSettlement How)> Ends => _ends;

        public CheckCommand.SettleAlert? Offer(OfferAlert offer, DateTimeOffset now)
        {
            if (_queue.SettlementOf(offer.Alert.Id) is { } settled)
                return settled;
            if (_queue.WasNeverAnnounced(offer.Alert))
                return Settled(offer, AlertSettlement.Abandoned, now);
            _queue = _queue.Add(offer, Akka.Actor.ActorRefs.Nobody, now);
            SendNext();
            return null;
        }

        /// <summary>After trouble this is the next attempt, so nothing is under way before it.</summary>
        public IReadOnlyList<CheckCommand.SettleAlert> Answer(AlertSettlement how, DateTimeOffset now)
        {
            _waits = false;
            SendNext();
            if (_underWay is not { } sent)
                return [];
            _underWay = null;
            if (_taken.Contains(sent.Alert.Id))
                how = AlertSettlement.Delivered; // whoever took it once takes it again
            if (how == AlertSettlement.Held)
            {
                _waits = true;
                return [.. _queue.Waiting.Select(waiting => Settled(waiting.Offer, how, now))];
            }

            if (how == AlertSettlement.Delivered ? _taken.Add(sent.Alert.Id) : true)
                _ends.Add((sent.Alert, how));
            if (how == AlertSettlement.Abandoned && AlertKinds.Announces(sent.Alert.Kind))
                _queue = _queue.DropRecovery(sent.Alert.Incident);
            var settled = Settled(sent, how, now);
            _queue = _queue.Settle(settled);
            SendNext();
            return [settled];
        }

        public void Crash() => (_queue, _underWay, _waits) = (ChannelQueue.Empty, null, false);

        private void SendNext()
        {
            if (_underWay is null && !_waits)
                _underWay = _queue.Next?.Offer;
        }

        private CheckCommand.SettleAlert Settled(OfferAlert offer, AlertSettlement how, DateTimeOffset now) =>
            new(now, offer.Alert.Id, channel, how, "because") { Fallback = how == AlertSettlement.Delivered || fallback is null ? [] : [fallback] };
    }
}
