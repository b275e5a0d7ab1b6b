using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Rules;
using Monitor.Actors.Alerts.Silences;
using Monitor.Actors.Checks;
using Monitor.Actors.Remedies;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Alerts;

/// <summary>Why somebody is told of a failure or is not, in the words that people read.</summary>
public sealed class OutlookTests
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    private static readonly ActiveHours Morning = new([ActiveHours.SpanOf(0b111_1111, 6 * 60, 11 * 60)]);

    private static readonly CheckDefinition Routed = Some.Definition().With(Some.Remedy()) with
    {
        Channels = ["chat", "desk", "mail", "pager"],
        RemindEvery = TimeSpan.FromHours(4),
        Patience = new Patience { FailureThreshold = 3 },
        Retries = 1,
        Routes =
        [
            new AlertRoute("1", ["night"]) { Number = 1, Kinds = [AlertKind.DeadlineMiss] },
            new AlertRoute("2", ["chat"]) { Number = 2, Continue = true },
            new AlertRoute("3", ["desk"]) { Number = 3, Continue = true, QuietHours = Morning },
            new AlertRoute("4", ["pager"]) { Number = 4, After = Quarter },
            new AlertRoute("5", ["mail"]) { Number = 5 },
        ],
    };

    private static HoldingFacts Facts(Story story, SilenceStanding? silence = null) =>
        new(story.Definition, story.State, [], story.Now) { Silence = silence ?? SilenceStanding.None };

    private static readonly SilenceStanding Silenced =
        new(new Silence("s-1", CheckMatcher.All, Some.T0, Some.T0.AddHours(2), "asha", "ticket 7"), IsKnown: true);

    private static string[] Lines(ImmutableArray<string> lines) => [.. lines];

    [Fact]
    public void What_would_follow_goes_through_threshold_routes_reminders_and_remedies() => Assert.Equal(
        [
            "It goes down after 3 failed rounds in a row, each of up to 2 attempts.",
            "Route 1: does not take it: it is for other events or hours.",
            "Route 2: chat at once.",
            "Route 3: desk when its quiet hours end at 11:00 UTC, if it still fails.",
            "Route 4: pager after 15m, unless somebody has acknowledged it.",
            "Route 5: not asked, route 4 takes it.",
            "They are reminded every 4h until it recovers or somebody acknowledges it.",
            "Remedy restart runs.",
        ],
        Lines(Outlook.IfItFailed(Facts(Story.Given(Routed)))));

    [Fact]
    public void Without_routes_every_channel_is_told_at_once() => Assert.Equal(
        ["It goes down with the first failed round.", "email: told at once."], Lines(Outlook.IfItFailed(Facts(Story.Given(Some.Definition())))));

    [Fact]
    public void What_holds_it_is_said_first() => Assert.Equal(
        [
            "It goes down with the first failed round.",
            "It is held: silenced by asha until 11:00 UTC: ticket 7. When that is over and it still fails:",
            "email: told at once.",
            "Remedy restart runs.",
        ],
        Lines(Outlook.IfItFailed(Facts(Story.Given(Some.Definition().With(Some.Remedy())), Silenced))));

    [Fact]
    public void In_maintenance_no_remedy_runs() => Assert.Contains(
        "Remedy restart does not run: in maintenance until 10:00 UTC.",
        Outlook.IfItFailed(Facts(Story.Given(Some.Definition().With(Some.Remedy())).When(Some.Maintenance(TimeSpan.FromHours(1))))));

    [Fact]
    public void It_says_what_a_remedy_waits_for() => Assert.Equal(
        [
            "Remedy restart runs after 3 failed rounds.",
            "Remedy page waits for approval.",
            "Remedy clear would run, but is only tried out (dry_run).",
        ],
        Outlook.IfItFailed(Facts(Story.Given(Some.Definition().With(
            Some.Remedy() with { Guard = new RemedyGuard { AfterFailures = 3 } },
            Some.Remedy(new ScriptedRemedy("page")) with { NeedsApproval = true },
            Some.Remedy(new ScriptedRemedy("clear")) with { DryRun = true })))).TakeLast(3));

    [Theory]
    [InlineData(false, "Nobody is told of its failures: notify_on does not name first_fail.")]
    [InlineData(true, "Nobody is told: its routes name no channel.")]
    public void Nobody_is_told_for_a_reason(bool asks, string reason)
    {
        var check = Some.Definition() with { NotifyOn = asks ? [AlertKind.FirstFail] : [AlertKind.Recovered], Channels = [] };
        Assert.Contains(reason, Outlook.IfItFailed(Facts(Story.Given(check))));
        Assert.Contains(reason, Outlook.Now(Facts(Story.Given(check).When(Some.Failure()))));
    }

    [Fact]
    public void How_it_stands_names_each_channel_and_what_it_waits_for()
    {
        var check = Routed with
        {
            Patience = Patience.None,
            NotifyOn = [AlertKind.FirstFail],
            Channels = ["chat", "mail", "pager"],
            Routes =
        [
            new AlertRoute("1", ["chat", "mail", "web"]) { Number = 1, Continue = true }, new AlertRoute("2", ["pager"]) { Number = 2, After = Quarter },
        ]
        };
        var story = Story.Given(check).When(
            Some.Failure(), Some.Delivered(Some.FirstFail(), "chat"), Some.Held(Some.FirstFail(), "connection refused", "mail"), Some.Abandoned(Some.FirstFail(), channel: "web"));
        Assert.Equal(
            [
                "It has failed since 09:00 UTC: HTTP 503, expected 200.",
                "chat: was told.",
                "mail: first_fail is not delivered yet: connection refused.",
                "web: never took the alert, and will not hear of the recovery.",
                "If it still fails at 09:15 UTC, it is told again or to others.",
            ],
            Lines(Outlook.Now(Facts(story))));
        Assert.Equal("route 1", story.Journal.OfType<CheckEvent.AlertRaised>().Single().Via);
        story.When(Some.Acknowledge());
        Assert.Contains("Acknowledged by the board: nobody is reminded and nobody else is told.", Outlook.Now(Facts(story)));
    }

    [Fact]
    public void A_route_to_nobody_says_so_and_promises_nothing()
    {
        var check = Some.Definition() with
        {
            Channels = ["mail"],
            RemindEvery = Quarter,
            Routes = [new AlertRoute("1", []) { Number = 1 }, new AlertRoute("2", ["mail"]) { Number = 2, After = Quarter }],
        };
        var facts = Facts(Story.Given(check).When(Some.Failure()));
        Assert.Equal(["It has failed since 09:00 UTC: HTTP 503, expected 200.", "Nobody has been told of it."], Lines(Outlook.Now(facts)));
        Assert.Equal(
            ["It goes down with the first failed round.", "Route 1: takes it and tells nobody.", "Route 2: not asked, route 1 takes it."],
            Lines(Outlook.IfItFailed(facts)));
    }

    [Fact]
    public void What_is_held_back_says_so()
    {
        var story = Story.Given(Some.Definition()).When(Some.Failure(), Some.Maintenance(TimeSpan.FromHours(1)), Some.Success());
        Assert.Equal(["It does not fail.", "Its recovery is not told yet: in maintenance until 10:00 UTC."], Lines(Outlook.Now(Facts(story))));
        Assert.Equal(["It does not fail; there is nothing to tell."], Lines(Outlook.Now(Facts(Story.Given(Some.Definition()).When(Some.Success())))));
        Assert.Equal(["Nothing: it is paused."], Lines(Outlook.IfItFailed(Facts(Story.Given(Some.Definition()).When(Some.Pause())))));
    }
}
