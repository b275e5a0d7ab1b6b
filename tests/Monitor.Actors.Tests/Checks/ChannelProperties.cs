using System.Collections.Immutable;
using CsCheck;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Silences;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

/// <summary>What arrives on each channel makes sense, whatever holds it back, fails, changes or dies (FAULTS ).</summary>
public sealed class ChannelProperties
{
    private static readonly ActiveHours AnHourOfQuiet = new([ActiveHours.SpanOf(0b111_1111, 10 * 60, 11 * 60)]);

    private static readonly CheckDefinition Plain = Some.Definition() with
    {
        Channels = ["console", "email", "hook"],
        DependsOn = [CheckName.Of("router")],
        RemindEvery = TimeSpan.FromMinutes(20),
    };

    /// <summary>What the file may say, from one reload to the next.</summary>
    private static readonly ImmutableArray<CheckDefinition> Files =
    [
        Plain,
        Plain with { Fingerprint = "f2", Flapping = new FlapLimits(20, 10) },
        Plain with
        {
            Fingerprint = "f3",
            Flapping = new FlapLimits(10, 5),
            Routes =
            [
                new AlertRoute("1", ["console"]) { Continue = true, QuietHours = AnHourOfQuiet },
                new AlertRoute("2", ["email"]) { After = TimeSpan.FromMinutes(15), Continue = true },
                new AlertRoute("3", ["hook"]) { After = TimeSpan.FromMinutes(30) },
            ],
        },
        Plain with
        {
            Fingerprint = "f4",
            Flapping = new FlapLimits(20, 10),
            Channels = ["email", "hook"],
            Routes =
            [
                new AlertRoute("1", ["hook"]) { Kinds = [AlertKind.FirstFail], Continue = true, Hours = AnHourOfQuiet },
                new AlertRoute("2", ["email"]) { QuietHours = AnHourOfQuiet },
            ],
        },
    ];

    private static readonly SilenceStanding Silenced = new(
        new Silence("s-1", CheckMatcher.All, Some.T0, Some.T0.AddDays(1), "the board", "known"), IsKnown: true);

    private static readonly Gen<Step> Round = Gen.Select(Gen.Bool, Gen.Int[0, 9], Gen.Int[0, 9]).Select(Step (fails, parent, silence) => (state, check, now) =>
        (fails ? Some.Failure() : Some.Success())(state, check, now) is CheckCommand.RecordResult round
            ? round with
            {
                Parents = [new ParentStanding(CheckName.Of("router"), new Standing(parent == 0, now, Story.Cycle))],
                Silence = silence == 0 ? Silenced : silence == 1 ? SilenceStanding.NotRead : SilenceStanding.None,
            }
            : throw new InvalidOperationException());

    /// <summary>A receiver mostly takes what it is sent.</summary>
    private static readonly Gen<AlertSettlement> Answers = Gen.Frequency(
        (6, Gen.Const(AlertSettlement.Delivered)), (3, Gen.Const(AlertSettlement.Held)), (1, Gen.Const(AlertSettlement.Abandoned)));

    private static readonly ImmutableArray<string> Names = ["console", "email", "hook", "pager"];

    private static readonly Gen<string> Channels = Gen.Int[0, 3].Select(i => Names[i]);

    private static readonly Gen<Action<ChannelWorld>> Happening = Gen.Frequency(
        (24, Round.Select(Action<ChannelWorld> (step) => world => world.Do(step))),
        (14, Gen.Select(Channels, Answers).Select(Action<ChannelWorld> (channel, how) => world => world.Answer(channel, how))),
        (2, Gen.Int[0, 4].Select(i => i < 4 ? Names[i] : null).Select(Action<ChannelWorld> (channel) => world => world.Crash(channel))),
        (2, Gen.Int[0, Files.Length - 1].Select(Action<ChannelWorld> (file) => world => world.Reload(Files[file]))),
        (1, Gen.Int[1, 1800].Select(Action<ChannelWorld> (seconds) => world => world.Do(Some.Maintenance(TimeSpan.FromSeconds(seconds))))),
        (1, Gen.Int[1, 1800].Select(Action<ChannelWorld> (seconds) => world => world.Do(Some.Acknowledge(TimeSpan.FromSeconds(seconds))))),
        (1, Gen.Const<Action<ChannelWorld>>(world => world.Do(Some.Unacknowledge()))),
        (1, Gen.Const<Action<ChannelWorld>>(world => world.Do(Some.NotObserved()))));

    private static readonly Gen<(Action<ChannelWorld> What, int Seconds)[]> Histories = Gen.Select(Happening, Gen.Int[1, 600]).Array[0, 120];

    private static ChannelWorld Lived((Action<ChannelWorld> What, int Seconds)[] history, int file, string? fallback)
    {
        var world = new ChannelWorld(Files[file], fallback, [.. Names]);
        world.Do(Some.Define());
        foreach (var (what, seconds) in history)
        {
            world.Later(TimeSpan.FromSeconds(seconds));
            what(world);
        }

        return world;
    }

    private static void InAll(Action<ChannelWorld> holds) => Gen.Select(Histories, Gen.Int[0, Files.Length - 1], Gen.Int[0, 2].Select(i => new[] { null, "hook", "pager" }[i]))
        .Sample((history, file, fallback) => holds(Lived(history, file, fallback)), iter: 1_500, print: what => $"{what.Item1.Length} steps, file {what.Item2}, fallback {what.Item3}");

    [Fact]
    public void Every_channel_is_told_a_story_that_makes_sense() => InAll(world =>
    {
        foreach (var post in world.Posts)
            Listener.Of(post);
    });

    [Fact]
    public void Whoever_heard_that_it_fails_hears_that_it_is_well_in_the_end() => InAll(world =>
    {
        world.Calm(Plain);
        Assert.Empty(world.State.OpenAlerts);
        foreach (var post in world.Posts)
            Assert.Equal((null, false), Listener.Of(post).Believes);
    });

    /// <summary>Somebody who reads one channel and nothing else.</summary>
    private sealed class Listener(string channel)
    {
        private readonly HashSet<string> _over = [];
        private string? _failure;
        private bool _flaps;
        private bool _refused;

        /// <summary>Of a receiver that refused something nobody can say whether it knows that it flaps.</summary>
        public (string? Failure, bool Flaps) Believes => (_failure, _flaps && !_refused);

        public static Listener Of(ChannelWorld.Post post)
        {
            var listener = new Listener(post.Channel);
            foreach (var (alert, how) in post.Ends)
                if (how == AlertSettlement.Delivered)
                    listener.Hear(alert);
                else
                    listener.Miss(alert);
            return listener;
        }

        private void Hear(CheckEvent.AlertRaised alert)
        {
            switch (alert.Kind)
            {
                case AlertKind.FirstFail or AlertKind.Escalation:
                    Assert.True(_failure is null, $"{channel} hears of {alert.Id} while {_failure} fails");
                    Assert.DoesNotContain(alert.Incident, _over);
                    _failure = alert.Incident;
                    break;
                case AlertKind.Reminder:
                    Assert.True(_failure == alert.Incident, $"{channel} is reminded of {alert.Id} and knows of {_failure}");
                    break;
                case AlertKind.Recovered:
                    Assert.True(_failure == alert.Incident, $"{channel} hears of {alert.Id} and knows of {_failure}");
                    End(alert.Incident);
                    break;
                case AlertKind.Flapping:
                    Assert.True(!_flaps || _refused, $"{channel} hears twice that it flaps: {alert.Id}");
                    _flaps = true;
                    break;
                case AlertKind.FlappingEnd:
                    Assert.True(_flaps || _refused, $"{channel} hears that it has stopped to flap, and never that it began: {alert.Id}");
                    _flaps = false;
                    break;
            }

            if (SaysItIsStable(alert.Kind))
                _flaps = false;
        }

        /// <summary>A receiver that refuses the end for good never hears of it.</summary>
        private void Miss(CheckEvent.AlertRaised alert)
        {
            _refused = true;
            if (alert.Kind == AlertKind.Recovered && alert.Incident == _failure)
                End(alert.Incident);
        }

        private static bool SaysItIsStable(AlertKind kind) => kind is AlertKind.FirstFail or AlertKind.Recovered or AlertKind.Escalation;

        private void End(string incident)
        {
            _over.Add(incident);
            _failure = null;
        }
    }
}
