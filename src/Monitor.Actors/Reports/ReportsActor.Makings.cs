using System.Collections.Immutable;
using Akka.Actor;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.Roster;

namespace Monitor.Actors.Reports;

/// <content>Making a report: one after the other, each with a fresh look at its checks.</content>
public sealed partial class ReportsActor
{
    /// <summary>From one report that somebody asked for to the next of the same name: each is kept for ever.</summary>
    private static readonly TimeSpan BetweenAsked = TimeSpan.FromMinutes(1);

    /// <summary>The first is under way.</summary>
    private readonly List<Making> _makings = [];

    private void OnMake(ReportRequest.Make order)
    {
        var name = ErrorDetails.Short(order.Name);
        if (Wanted.Find(order.Name) is not { } report)
            Sender.Tell(new ReportReply(ReportOutcome.NotFound, $"there is no report named {name}; {Suggestion.For(name, Wanted.Reports.Select(one => one.Name), "reports: in the main file has their names")}"));
        else if (_makings.Exists(making => making.Report.Name == report.Name))
            Sender.Tell(new ReportReply(ReportOutcome.Refused, $"{report.Name} is being made already"));
        else if (_list.Heads.FindLast(head => head.Name == report.Name) is { By: not null } last && Now - last.At < BetweenAsked)
            Sender.Tell(new ReportReply(ReportOutcome.Refused, $"{report.Name} was made less than a minute ago", last.Id));
        else
            Sender.Tell(new ReportReply(ReportOutcome.Done, $"{report.Name} is being made", Begin(report, null, order.By, order.Send)));
    }

    /// <returns>The report's id.</returns>
    private string Begin(ReportDefinition report, DateTimeOffset? due, string? by = null, bool send = true)
    {
        if (_makings.Find(making => making.Report.Name == report.Name && making.Due == due) is { } same)
            return same.Id;
        var making = new Making($"r-{Now.ToUnixTimeMilliseconds()}-{LastSequenceNr + _makings.Count + 1}", report, due, by, send ? report.Channels : []);
        _makings.Add(making);
        Publish();
        if (_makings.Count == 1)
            StartRound();
        return making.Id;
    }

    private void StartRound()
    {
        if (_makings is not [var making, ..])
            return;
        making.Checks = Wanted.Of(making.Report);
        var known = _around.Board.Current;
        making.Round = ReportRound.Of(
            making.Checks, making.Checks.Select(check => known.Find(check.Name.Value)).OfType<Board.CheckTile>().ToImmutableDictionary(tile => tile.Name), Now);
        Context.System.EventStream.Subscribe(Self, typeof(CheckChanged));
        Timers.StartSingleTimer(RoundOver.Key, RoundOver.Instance, ReportRound.Longest);
        Proceed(making);
    }

    private void OnCheckChanged(CheckChanged news)
    {
        if (_makings is not [{ IsGathering: false } making, ..])
            return;
        making.Round = making.Round.Heard(news.Tile, news.Beat is not null);
        Proceed(making);
    }

    /// <summary>The checks under way, under the configuration that runs now.</summary>
    private void FollowChecks()
    {
        if (_makings is not [{ IsGathering: false } making, ..])
            return;
        var plan = RosterPlan.Between(making.Checks, Wanted.Checks);
        making.Checks = [.. Wanted.Checks.IntersectBy(making.Checks.Select(check => check.Name), check => check.Name)];
        making.Round = plan.Change.Aggregate(making.Round.Without([.. plan.Stop]), (round, check) => round.AskAgain(check.Name));
        Proceed(making);
    }

    private void OnGroupsDue()
    {
        if (_makings is not [{ IsGathering: false } making, ..])
            return;
        making.Round = making.Round.WithGroups();
        Proceed(making);
    }

    private void OnRoundOver()
    {
        if (_makings is [{ IsGathering: false } making, ..])
            Gather(making);
    }

    private void Proceed(Making making)
    {
        (making.Round, var now) = making.Round.Ask();
        if (!now.IsEmpty)
            _around.Roster.Tell(new RunRounds(now));
        if (making.Round.WaitsForGroups && !Timers.IsTimerActive(GroupsDue.Key))
            Timers.StartSingleTimer(GroupsDue.Key, GroupsDue.Instance, ReportRound.BeforeGroups);
        if (making.Round.IsDone)
            Gather(making);
    }

    private void Gather(Making making)
    {
        making.IsGathering = true;
        Context.System.EventStream.Unsubscribe(Self, typeof(CheckChanged));
        Timers.Cancel(RoundOver.Key);
        Timers.Cancel(GroupsDue.Key);
        var facts = new ReportFacts(making.Id, making.Report, Now, ReportDecider.Since(_list, making.Report, making.Due ?? Now), making.Checks)
        {
            Due = making.Due,
            By = making.By,
            EngineSince = _around.Book.Since,
            Channels = making.Channels,
            Tiles = making.Round.Tiles,
            Silent = making.Round.Silent,
        };
        _around.Facts.GatherAsync(facts, _stopped.Token).PipeTo(Self, success: gathered => gathered, failure: e => facts with { Problems = [$"what has happened could not be read: {e.Message}"] });
    }

    private void OnGathered(ReportFacts facts)
    {
        if (_makings is not [{ IsGathering: true } making, ..] || making.Id != facts.Id)
            return; // an earlier life has asked for it
        Persist(new ReportEvent.Made(facts.At, MorningReport.Of(facts)), happened =>
        {
            _makings.RemoveAt(0);
            Take(happened);
            StartRound();
            Look();
        });
    }

    /// <summary>A report that is being made; lives as long as the actor.</summary>
    private sealed class Making(string id, ReportDefinition report, DateTimeOffset? due, string? by, ImmutableArray<string> channels)
    {
        public string Id => id;

        public ReportDefinition Report => report;

        public DateTimeOffset? Due => due;

        public string? By => by;

        public ImmutableArray<string> Channels => channels;

        public ImmutableArray<CheckDefinition> Checks { get; set; } = [];

        public ReportRound Round { get; set; } = ReportRound.Of([], ImmutableDictionary<CheckName, Board.CheckTile>.Empty, default);

        /// <summary>All checks have answered, or the time is over.</summary>
        public bool IsGathering { get; set; }
    }

    private sealed class GroupsDue : INoSerializationVerificationNeeded
    {
        public const string Key = "groups";
        public static readonly GroupsDue Instance = new();
    }

    private sealed class RoundOver : INoSerializationVerificationNeeded
    {
        public const string Key = "round-over";
        public static readonly RoundOver Instance = new();
    }
}
