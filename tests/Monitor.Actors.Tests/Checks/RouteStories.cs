using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Support.Story;

namespace Monitor.Actors.Tests.Checks;

/// <summary>Who hears of a failure at once, who later, and who again.</summary>
public sealed class RouteStories
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    /// <summary>From 22:00 to 07:00 UTC.</summary>
    private static readonly ActiveHours Night = new([ActiveHours.SpanOf(0b111_1111, 22 * 60, 7 * 60)]);

    private static readonly DateTimeOffset Midnight = new(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);

    private static AlertRoute To(params string[] channels) => new(string.Join(',', channels), [.. channels]);

    private static CheckDefinition Routed(params AlertRoute[] routes) => Some.Definition() with
    {
        Channels = [.. routes.SelectMany(route => route.Channels).Distinct().Order()],
        Routes = [.. routes],
    };

    private static readonly CheckDefinition Escalating = Routed(To("chat") with { Continue = true }, To("pager") with { After = Quarter });

    /// <summary>What was raised since the last look, in short: <c>first_fail chat</c>.</summary>
    private static string[] Raised(Story story, int from = 0) =>
        [.. story.Journal.Skip(from).OfType<CheckEvent.AlertRaised>().Select(e => $"{AlertKinds.Word(e.Kind)} {string.Join('+', e.Channels)}")];

    private static Story Failing(CheckDefinition check, DateTimeOffset? start = null) => Given(check, start).When(Some.Failure());

    [Fact]
    public void The_first_route_that_takes_it_takes_it() =>
        Assert.Equal(["first_fail chat"], Raised(Failing(Routed(To("chat"), To("pager")))));

    [Fact]
    public void With_continue_the_next_is_asked_too() =>
        Assert.Equal(["first_fail chat+pager"], Raised(Failing(Routed(To("pager") with { Continue = true }, To("chat")))));

    [Fact]
    public void A_route_takes_what_it_is_for() =>
        Assert.Equal(["first_fail chat"], Raised(Failing(Routed(To("mail") with { Kinds = [AlertKind.DeadlineMiss] }, To("chat")))));

    [Fact]
    public void A_route_takes_nothing_outside_its_hours() =>
        Assert.Equal(["first_fail chat"], Raised(Failing(Routed(To("night-shift") with { Hours = Night }, To("chat")))));

    [Fact]
    public void A_route_to_nobody_tells_nobody()
    {
        var story = Failing(Routed(To(), To("chat")) with { Channels = ["chat"] }).When(Some.Success());
        Assert.Empty(Raised(story));
    }

    [Fact]
    public void Others_are_told_when_it_lasts_once_and_hear_of_the_recovery()
    {
        var story = Failing(Escalating).When(Some.Failure()).Later(Quarter).When(Some.Failure(), Some.Failure(), Some.Success());
        Assert.Equal(["first_fail chat", "escalation pager", "recovered chat+pager"], Raised(story));
    }

    [Fact]
    public void Who_was_not_told_does_not_hear_of_the_recovery() =>
        Assert.Equal(["first_fail chat", "recovered chat"], Raised(Failing(Escalating).When(Some.Success())));

    [Fact]
    public void The_recovery_goes_where_the_failure_went_whatever_the_routes_say_by_now()
    {
        var story = Failing(Escalating).Redefined(Routed(To("mail"))).When(Some.Failure(), Some.Success());
        Assert.Equal(["first_fail chat", "first_fail mail", "recovered chat+mail"], Raised(story));
    }

    [Fact]
    public void An_escalation_that_was_refused_gets_no_recovery()
    {
        var story = Failing(Escalating).Later(Quarter).When(Some.Failure());
        var id = story.State.OpenAlerts.Values.Single(open => open.Alert.Kind == AlertKind.Escalation).Alert.Id;
        Assert.Equal(["first_fail chat", "escalation pager", "recovered chat"],
            Raised(story.When(Some.Abandoned(id, channel: "pager"), Some.Success())));
    }

    [Fact]
    public void Giving_up_an_escalation_gives_up_the_recovery_that_waits_behind_it()
    {
        var story = Failing(Escalating).Later(Quarter).When(Some.Failure(), Some.Success());
        var id = story.State.OpenAlerts.Values.Single(open => open.Alert.Kind == AlertKind.Escalation).Alert.Id;
        story.When(Some.Abandoned(id, channel: "pager"));
        Assert.Equal(["chat"], story.State.OpenAlerts[Some.RecoveryOf()].Waiting.Keys);
    }

    [Fact]
    public void Nobody_else_is_told_while_somebody_looks_after_it()
    {
        var story = Failing(Escalating).When(Some.Acknowledge(Hour)).Later(Quarter).When(Some.Failure());
        Assert.Equal(["first_fail chat"], Raised(story));
        Assert.Equal(["first_fail chat", "escalation pager"], Raised(story.Later(Hour).When(Some.Failure())));
    }

    [Fact]
    public void In_quiet_hours_it_is_held_and_told_when_they_are_over_if_it_still_fails()
    {
        var check = Routed(To("chat") with { QuietHours = Night });
        var story = Failing(check, Midnight).At(Midnight.AddHours(6)).When(Some.Failure());
        Assert.Empty(Raised(story));
        Assert.Equal(Midnight.AddHours(7), LateTelling.NextAt(story.State, check, story.Now));
        Assert.Equal(["first_fail chat", "recovered chat"], Raised(story.At(Midnight.AddHours(7)).When(Some.Failure(), Some.Failure(), Some.Success())));
    }

    [Fact]
    public void What_failed_and_recovered_in_quiet_hours_is_told_to_nobody() =>
        Assert.Empty(Raised(Failing(Routed(To("chat") with { QuietHours = Night }), Midnight).When(Some.Success())));

    [Fact]
    public void A_recovery_is_told_in_quiet_hours_where_the_failure_was()
    {
        var story = Failing(Routed(To("chat") with { QuietHours = Night }), Midnight.AddHours(-3)).At(Midnight).When(Some.Success());
        Assert.Equal(["first_fail chat", "recovered chat"], Raised(story));
    }

    [Fact]
    public void After_maintenance_the_routes_hold_as_if_it_had_just_failed()
    {
        var story = Given(Escalating).When(Some.Maintenance(Hour), Some.Failure()).Later(Hour).When(Some.Failure());
        Assert.Equal(["first_fail chat", "escalation pager"], Raised(story));
    }

    [Fact]
    public void What_recovers_in_maintenance_is_told_afterwards_to_those_who_knew()
    {
        var story = Failing(Escalating).When(Some.Maintenance(Hour), Some.Success()).Restart().Later(Hour).When(Some.Success());
        Assert.Equal(["first_fail chat", "recovered chat"], Raised(story));
    }

    [Fact]
    public void People_are_reminded_while_it_fails()
    {
        var check = Some.Definition() with { RemindEvery = Hour };
        var story = Failing(check).When(Some.Delivered(Some.FirstFail()));
        Assert.Equal(Some.T0 + Hour, LateTelling.NextAt(story.State, check, story.Now));
        story.When(Some.Failure()).At(Some.T0 + Hour).When(Some.Failure(), Some.Failure()).Restart();
        Assert.Equal(["first_fail email", "reminder email"], Raised(story));
        story.When(Some.Success()).Later(Hour).When(Some.Success());
        Assert.Equal(["first_fail email", "reminder email", "recovered email"], Raised(story));
    }

    [Fact]
    public void Nobody_is_reminded_of_what_has_not_reached_them_yet() =>
        Assert.Equal(["first_fail email"], Raised(Failing(Some.Definition() with { RemindEvery = Hour }).Later(Hour).When(Some.Failure())));

    [Fact]
    public void Nobody_is_reminded_while_somebody_looks_after_it_or_a_rule_holds_it()
    {
        var check = Some.Definition() with { RemindEvery = Quarter };
        var story = Failing(check).When(Some.Delivered(Some.FirstFail()), Some.Acknowledge()).Later(Hour).When(Some.Failure());
        Assert.Null(LateTelling.NextAt(story.State, check, story.Now));
        story.When(Some.Unacknowledge(), Some.Maintenance(Hour), Some.Failure());
        Assert.Equal(["first_fail email"], Raised(story));
        Assert.Equal(["first_fail email", "reminder email"], Raised(story.Later(Hour).When(Some.Failure())));
    }

    [Fact]
    public void An_acknowledgement_ends_with_the_incident_and_only_what_fails_can_be_acknowledged()
    {
        var story = Given(Some.Definition()).When(Some.Acknowledge()).ThenNothing();
        story.When(Some.Failure(), Some.Acknowledge(), Some.Acknowledge());
        Assert.Single(story.Journal.OfType<CheckEvent.Acknowledged>());
        Assert.Equal("the board", story.Restart().State.Incident?.Acknowledged?.By);
        Assert.Null(story.When(Some.Success(), Some.Failure()).State.Incident?.Acknowledged);
    }

    [Fact]
    public void A_note_is_kept_and_changes_nothing()
    {
        var story = Given(Some.Definition()).When(Some.Failure());
        var before = story.State;
        story.When((_, _, now) => new CheckCommand.AddNote(now, Some.Incident(), "Priya", "disk replaced"));
        var note = Assert.Single(story.Journal.OfType<CheckEvent.Noted>());
        Assert.Equal((Some.Incident(), "Priya", "disk replaced"), (note.Incident, note.By, note.Text));
        Assert.Same(before, story.State);
    }

    [Fact]
    public void An_acknowledgement_ends_at_its_time() =>
        Assert.Contains(Failing(Some.Definition()).When(Some.Acknowledge(Quarter)).Later(Quarter).When(Some.Failure()).Journal,
            e => e is CheckEvent.AcknowledgementEnded { By: Orders.Schedule });

    [Fact]
    public void A_journal_that_does_not_know_who_was_told_tells_everybody_of_the_recovery()
    {
        var old = new CheckEvent.AlertSuppressed(Some.T0, AlertKind.Recovered, Some.Incident(), "maintenance", "in maintenance", Some.Incident(), []);
        var state = CheckState.New.Apply(Some.WentDown()).Apply(Some.Recovered()).Apply(old);
        Assert.Null(state.Quiet!.Held!.Told!.ToldChannels);
        var round = (CheckCommand.RecordResult)Some.Success()(state, Some.Definition(), Some.T0 + Hour);
        Assert.Equal(["email"], state.Decide(round, Some.Definition()).OfType<CheckEvent.AlertRaised>().Single().Channels);
    }

    [Fact]
    public void What_came_due_after_the_last_round_ended_is_still_to_be_told()
    {
        var story = Failing(Escalating);
        Assert.Equal(Some.T0 + Quarter, LateTelling.NextAt(story.State, Escalating, Some.T0 + Quarter - TimeSpan.FromMilliseconds(1)));
        Assert.Null(LateTelling.NextAt(story.State, Escalating, Some.T0 + Quarter));
    }

    [Fact]
    public void An_acknowledgement_that_ends_is_looked_at_when_it_does()
    {
        var story = Failing(Escalating).When(Some.Acknowledge(Hour));
        Assert.Equal(Some.T0 + Cycle + Hour, LateTelling.NextAt(story.State, Escalating, story.Now));
        Assert.Null(LateTelling.NextAt(Failing(Escalating).When(Some.Acknowledge()).State, Escalating, story.Now));
    }
}
