using System.Collections.Immutable;
using Akka.Actor;
using Akka.TestKit;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Silences;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.Roster;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Roster;

/// <summary>Which checks run, as files and requests change; real files, virtual time.</summary>
public sealed class RosterActorTests : ActorTest
{
    private const string Two = "checks:\n  - { name: a, type: scripted }\n  - { name: b, type: scripted }\n";

    private readonly TempFolder _folder = new();
    private readonly CheckBench _bench;
    private readonly TestProbe _gone;
    private readonly TestProbe _tiles;
    private readonly TestProbe _journal;
    private readonly TestProbe _news;

    public RosterActorTests()
    {
        _bench = new CheckBench(Time, CreateTestProbe(), CreateTestProbe());
        (_gone, _tiles, _journal, _news) = (Listen<CheckGone>(), Listen<CheckChanged>(), Listen<EventJournaled>(), Listen<RosterChanged>());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _bench.DisposeAsync();
        _folder.Dispose();
    }

    private void Write(string yaml) => _folder.Write("checks.yaml", yaml);

    private async Task<IActorRef> Start(string yaml = Two)
    {
        Write(yaml);
        var loader = new ConfigLoader(
            new ConfigPaths(_folder.Path), new CheckTypes([new ScriptedCheck()], [new ScriptedRemedy()]), TimeZoneInfo.Utc, Time,
            ImmutableDictionary<string, string>.Empty);
        var around = new RosterSurroundings(loader, loader.Load(), config => new AlertRouting(config, ["console"]), _bench.Around, TimeSpan.FromSeconds(1));
        var roster = Sys.ActorOf(Props.Create(() => new RosterActor(around)));
        await Hear<RosterChanged>(_news);
        return roster;
    }

    private static Task<RosterReply> Ask(IActorRef roster, RosterRequest request) =>
        roster.Ask<RosterReply>(request, Some.LongTime, TestContext.Current.CancellationToken);

    /// <summary>Long enough for a changed file to be noticed and to settle.</summary>
    private async Task<RosterChanged> Reloaded(string yaml, IActorRef roster)
    {
        Write(yaml);
        for (var second = 0; second < 3; second++)
        {
            Advance(1);
            await Ask(roster, new RosterRequest.Run("nobody"));
        }

        return await Hear<RosterChanged>(_news);
    }

    private async Task Defined(params string[] names)
    {
        var seen = new List<string>();
        while (seen.Count < names.Length)
            if (await Hear<EventJournaled>(_journal) is { Happened: CheckEvent.Defined } news)
                seen.Add(news.Check.Value);
        Assert.Equal(names, seen.Order(StringComparer.Ordinal));
    }

    /// <summary>Nothing was started, changed or stopped since.</summary>
    private async Task Untouched(IActorRef roster)
    {
        await Ask(roster, new RosterRequest.Run("nobody"));
        Assert.False(_gone.HasMessages);
        while (_journal.HasMessages)
            Assert.IsNotType<CheckEvent.Defined>((await Hear<EventJournaled>(_journal)).Happened);
    }

    [Fact]
    public async Task It_starts_what_is_configured()
    {
        await Start();
        await Defined("a", "b");
        var tile = (await Hear<CheckChanged>(_tiles)).Tile;
        Assert.Equal("scripted", tile.Type);
    }

    [Fact]
    public async Task A_changed_file_touches_only_what_it_changed()
    {
        var roster = await Start();
        await Defined("a", "b");
        var change = await Reloaded("checks:\n  - { name: a, type: scripted }\n  - { name: c, type: scripted }\n", roster);
        Assert.Null(change.Config.RejectedAt);
        await Defined("c");
        Assert.Equal("b", (await Hear<CheckGone>(_gone)).Name.Value);
        await Reloaded("checks:\n  - { name: a, type: scripted, severity: P1 }\n  - { name: c, type: scripted }\n", roster);
        await Defined("a");
        await Untouched(roster);
    }

    [Fact]
    public async Task A_bad_file_changes_nothing_and_is_told()
    {
        var roster = await Start();
        await Defined("a", "b");
        var change = await Reloaded("checks:\n  - { name: a, type: nonsense }\n", roster);
        Assert.NotNull(change.Config.RejectedAt);
        Assert.Contains(change.Config.Problems, problem => problem.Fault.Contains("nonsense", StringComparison.Ordinal));
        await Untouched(roster);
        Assert.Equal(RosterOutcome.Done, (await Ask(roster, new RosterRequest.Run("b"))).Outcome);

        Assert.Null((await Reloaded(Two, roster)).Config.RejectedAt);
        await Untouched(roster);
    }

    [Fact]
    public async Task A_check_removed_and_added_again_starts_anew()
    {
        var roster = await Start();
        await Defined("a", "b");
        await Reloaded("checks:\n  - { name: a, type: scripted }\n", roster);
        await Hear<CheckGone>(_gone);
        await Reloaded(Two, roster);
        await Defined("b");
    }

    [Fact]
    public async Task What_people_add_is_saved_and_runs()
    {
        var roster = await Start();
        await Defined("a", "b");
        var reply = await Ask(roster, new RosterRequest.Add("{ name: mine, type: scripted }"));
        Assert.Equal((RosterOutcome.Done, "mine is saved"), (reply.Outcome, reply.Message));
        Assert.Equal(CheckOrigin.Board, reply.Definition?.Source.Origin);
        Assert.Contains("name: mine", await File.ReadAllTextAsync(_folder["checks.d/board.yaml"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await Defined("mine");
    }

    [Fact]
    public async Task What_people_paste_is_saved_in_one_write_if_it_is_good_or_as_far_as_it_is()
    {
        const string Pasted = "- { name: one, type: scripted, depends_on: [two] }\n- { name: a, type: scripted }\n- { name: two, type: scripted }\n";
        var roster = await Start();
        await Defined("a", "b");
        var all = await Ask(roster, new RosterRequest.AddAll(Pasted, OnlyGood: false));
        Assert.Equal((RosterOutcome.Invalid, "3 checks: 2 good, 1 with problems"), (all.Outcome, all.Message));
        Assert.Equal("a", Assert.Single(all.Batch!.Bad).Name);
        Assert.False(File.Exists(_folder["checks.d/board.yaml"]));
        var good = await Ask(roster, new RosterRequest.AddAll(Pasted, OnlyGood: true));
        Assert.Equal((RosterOutcome.Done, "2 checks are saved"), (good.Outcome, good.Message));
        await Defined("one", "two");
        Assert.Equal(RosterOutcome.Invalid, (await Ask(roster, new RosterRequest.AddAll(Pasted, OnlyGood: true))).Outcome);
        Assert.Equal(RosterOutcome.Done, (await Ask(roster, new RosterRequest.ValidateAll("- { name: x, type: scripted }\n- { name: y, type: scripted }\n"))).Outcome);
    }

    [Fact]
    public async Task Tags_of_many_are_changed_in_one_write_and_only_where_the_board_may()
    {
        var roster = await Start();
        await Ask(roster, new RosterRequest.AddAll("- name: one # ours\n  type: scripted\n- name: two\n  type: scripted\n  tags: [old]\n- { name: three, type: scripted }\n", OnlyGood: false));
        await Defined("a", "b", "one", "three", "two");
        var file = _folder["checks.d/board.yaml"];
        await File.AppendAllTextAsync(file, "  # by hand, just now\n", TestContext.Current.CancellationToken);
        var reply = await Ask(roster, new RosterRequest.Tag(["ONE", "two", "a", "nobody"], new TagChange(["db"], ["old"])));
        Assert.Equal((RosterOutcome.OwnedByFile, "2 checks tagged; 2 not: a is defined in checks.yaml:2; edit it there; and 1 more"), (reply.Outcome, reply.Message));
        await Defined("one", "two");
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal($"{BoardFile.Header}checks:\n- name: one # ours\n  type: scripted\n  tags: [db]\n- name: two\n  type: scripted\n  tags: [db]\n- name: three\n  type: scripted\n  # by hand, just now\n", text);
        Assert.Equal((RosterOutcome.Done, "2 checks tagged"), Said(await Ask(roster, new RosterRequest.Tag(["one", "two"], new TagChange(["DB"], [])))));
        Assert.Equal((RosterOutcome.Invalid, "add, remove: name at least one tag"), Said(await Ask(roster, new RosterRequest.Tag(["one"], new TagChange([], [])))));
        await Untouched(roster);
        Assert.Equal(text, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Tags_that_would_be_too_many_are_refused_and_nothing_is_saved()
    {
        var roster = await Start();
        await Ask(roster, new RosterRequest.AddAll($"- {{ name: x, type: scripted }}\n- {{ name: full, type: scripted, tags: [{string.Join(", ", Enumerable.Range(0, 20).Select(i => $"t{i}"))}] }}\n", OnlyGood: false));
        await Defined("a", "b", "full", "x");
        var before = await File.ReadAllTextAsync(_folder["checks.d/board.yaml"], TestContext.Current.CancellationToken);
        Assert.Equal(
            (RosterOutcome.Invalid, "nothing is tagged: full.tags: more than 20 tags; keep those that checks are looked for by"),
            Said(await Ask(roster, new RosterRequest.Tag(["x", "full"], new TagChange(["one more"], [])))));
        Assert.Equal(before, await File.ReadAllTextAsync(_folder["checks.d/board.yaml"], TestContext.Current.CancellationToken));
    }

    private static (RosterOutcome, string) Said(RosterReply reply) => (reply.Outcome, reply.Message);

    [Fact]
    public async Task What_people_replace_is_changed_and_not_restarted()
    {
        var roster = await Start();
        await Ask(roster, new RosterRequest.Add("{ name: mine, type: scripted }"));
        await Defined("a", "b", "mine");
        Assert.Equal(RosterOutcome.Done, (await Ask(roster, new RosterRequest.Replace("mine", "{ name: mine, type: scripted, severity: P1 }"))).Outcome);
        await Defined("mine");
        await Untouched(roster);
    }

    [Fact]
    public async Task What_people_rename_is_another_check()
    {
        var roster = await Start();
        await Ask(roster, new RosterRequest.Add("{ name: mine, type: scripted }"));
        await Defined("a", "b", "mine");
        Assert.Equal(RosterOutcome.Done, (await Ask(roster, new RosterRequest.Replace("mine", "{ name: yours, type: scripted }"))).Outcome);
        await Defined("yours");
        Assert.Equal("mine", (await Hear<CheckGone>(_gone)).Name.Value);
    }

    [Fact]
    public async Task What_people_remove_is_gone()
    {
        var roster = await Start();
        await Ask(roster, new RosterRequest.Add("{ name: mine, type: scripted }"));
        await Defined("a", "b", "mine");
        Assert.Equal((RosterOutcome.Done, "mine is removed"), (await Ask(roster, new RosterRequest.Remove("mine"))) is var reply ? (reply.Outcome, reply.Message) : default);
        Assert.Equal("mine", (await Hear<CheckGone>(_gone)).Name.Value);
        Assert.Equal(RosterOutcome.NotFound, (await Ask(roster, new RosterRequest.Remove("mine"))).Outcome);
    }

    [Theory]
    [InlineData("{ name: a, type: scripted }", RosterOutcome.NameTaken)]
    [InlineData("{ name: A, type: scripted }", RosterOutcome.NameTaken)]
    [InlineData("{ name: new, type: nonsense }", RosterOutcome.Invalid)]
    [InlineData("{ name: new", RosterOutcome.Invalid)]
    [InlineData("", RosterOutcome.Invalid)]
    public async Task What_cannot_be_added_is_refused_with_a_reason(string entry, RosterOutcome outcome)
    {
        var roster = await Start();
        var reply = await Ask(roster, new RosterRequest.Add(entry));
        Assert.Equal(outcome, reply.Outcome);
        Assert.NotEmpty(reply.Problems);
        Assert.False(File.Exists(_folder["checks.d/board.yaml"]));
    }

    [Fact]
    public async Task What_the_file_owns_is_edited_there()
    {
        var roster = await Start();
        foreach (var request in new RosterRequest[] { new RosterRequest.Remove("a"), new RosterRequest.Replace("a", "{ name: a, type: scripted }") })
        {
            var reply = await Ask(roster, request);
            Assert.Equal((RosterOutcome.OwnedByFile, "a is defined in checks.yaml:2; edit it there"), (reply.Outcome, reply.Message));
        }
    }

    [Fact]
    public async Task What_cannot_be_saved_is_not_taken_over()
    {
        var roster = await Start();
        await Defined("a", "b");
        _folder.Write("checks.d", "a file in the way of the folder");
        Assert.Equal(RosterOutcome.NotSaved, (await Ask(roster, new RosterRequest.Add("{ name: mine, type: scripted }"))).Outcome);
        await Untouched(roster);
    }

    [Fact]
    public async Task Validating_changes_nothing()
    {
        var roster = await Start();
        await Defined("a", "b");
        var reply = await Ask(roster, new RosterRequest.Validate("{ name: new, type: scripted }", null));
        Assert.Equal((RosterOutcome.Done, "new"), (reply.Outcome, reply.Definition?.Name.Value));
        Assert.Equal(RosterOutcome.Done, (await Ask(roster, new RosterRequest.Validate("{ name: a, type: scripted }", "a"))).Outcome);
        await Untouched(roster);
    }

    [Fact]
    public async Task What_others_depend_on_is_neither_removed_nor_renamed_away()
    {
        var roster = await Start();
        await Ask(roster, new RosterRequest.Add("{ name: router, type: scripted }"));
        await Ask(roster, new RosterRequest.Add("{ name: shop, type: scripted, depends_on: router }"));
        await Defined("a", "b", "router", "shop");
        foreach (var request in new RosterRequest[] { new RosterRequest.Remove("ROUTER"), new RosterRequest.Replace("router", "{ name: gateway, type: scripted }") })
        {
            var reply = await Ask(roster, request);
            Assert.Equal(RosterOutcome.Invalid, reply.Outcome);
            Assert.EndsWith(" is needed: shop depends on it", reply.Message, StringComparison.Ordinal);
        }

        Assert.Equal(RosterOutcome.Done, (await Ask(roster, new RosterRequest.Remove("shop"))).Outcome);
        Assert.Equal(RosterOutcome.Done, (await Ask(roster, new RosterRequest.Remove("router"))).Outcome);
    }

    [Fact]
    public async Task An_order_is_answered_by_the_check_when_it_is_stored()
    {
        var roster = await Start();
        await Defined("a", "b");
        var asker = CreateTestProbe();
        roster.Tell(new RosterRequest.Give("A", new CheckCommand.Pause(default, null, "the board", null)), asker.Ref);
        Assert.Equal(new OrderDone(CheckName.Of("a"), "paused"), await Hear<OrderDone>(asker));
        await Hear<EventJournaled>(_journal, news => news.Happened is CheckEvent.Paused);
        Assert.Equal(RosterOutcome.NotFound, (await Ask(roster, new RosterRequest.Give("nobody", new CheckCommand.Resume(default, "the board")))).Outcome);
    }

    [Fact]
    public async Task A_window_of_the_file_that_changes_changes_the_checks_it_concerns_and_nothing_is_journaled_for_it()
    {
        var roster = await Start();
        await Defined("a", "b");
        while (_tiles.HasMessages)
            await Hear<CheckChanged>(_tiles);
        await Reloaded($"maintenance: [{{ start: \"00:00\", duration: 1d, timezone: UTC, checks: [a] }}]\n{Two}", roster);
        Assert.Equal("a", (await Hear<CheckChanged>(_tiles, changed => changed.Tile.Quiet?.Maintenance is not null)).Tile.Name.Value);
        await Untouched(roster);
    }

    [Fact]
    public async Task While_the_file_is_bad_the_board_can_still_be_edited()
    {
        var roster = await Start();
        await Ask(roster, new RosterRequest.Add("{ name: mine, type: scripted }"));
        await Defined("a", "b", "mine");
        await Reloaded("checks: nonsense", roster);
        Assert.Equal(RosterOutcome.Done, (await Ask(roster, new RosterRequest.Add("{ name: more, type: scripted }"))).Outcome);
        await Defined("more");
        Assert.Equal(RosterOutcome.Done, (await Ask(roster, new RosterRequest.Replace("MINE", "{ name: mine, type: scripted, severity: P1 }"))).Outcome);
        await Defined("mine");
        Assert.Equal(RosterOutcome.Done, (await Ask(roster, new RosterRequest.Remove("MINE"))).Outcome);
        Assert.Equal("mine", (await Hear<CheckGone>(_gone)).Name.Value);
        Assert.Equal(RosterOutcome.Done, (await Ask(roster, new RosterRequest.Run("a"))).Outcome);
    }

    [Fact]
    public async Task A_check_whose_journal_fails_comes_back_by_itself_and_is_reached_as_before()
    {
        var (failed, works) = (Listen<JournalFailed>(), Listen<JournalWorks>());
        var roster = await Start("checks:\n  - { name: a, type: scripted }\n");
        await Defined("a");
        Journal.Fails = true;
        await Ask(roster, new RosterRequest.Run("a")); // its first result is a decision
        await Hear<JournalFailed>(failed);
        Journal.Fails = false;
        await Again(roster, works);
        await Hear<CheckChanged>(_tiles, changed => changed.Beat == CheckStatus.Ok);
    }

    [Fact]
    public async Task A_check_that_is_removed_while_it_waits_to_come_back_is_gone()
    {
        var failed = Listen<JournalFailed>();
        var roster = await Start();
        await Defined("a", "b");
        Journal.Fails = true;
        await Ask(roster, new RosterRequest.Run("a"));
        await Hear<JournalFailed>(failed);
        Write("checks:\n  - { name: b, type: scripted }\n");
        while (!_gone.HasMessages)
        {
            Advance(1);
            await Ask(roster, new RosterRequest.Run("nobody"));
        }

        Assert.Equal("a", (await Hear<CheckGone>(_gone)).Name.Value);
    }

    /// <summary>Lets time pass until the check has ended a round on a journal that works.</summary>
    private async Task Again(IActorRef roster, TestProbe works)
    {
        while (!works.HasMessages)
        {
            Advance(1);
            await Ask(roster, new RosterRequest.Run("a"));
        }
    }

    [Fact]
    public async Task A_silence_that_ends_by_its_time_is_off_the_board_at_once()
    {
        await Start();
        await Defined("a", "b");
        var over = new Silence("s-1", CheckMatcher.Exactly("a"), Time.GetUtcNow().AddHours(-2), Time.GetUtcNow().AddHours(-1), "asha", "ticket 7");
        await Tiles();
        Sys.EventStream.Publish(new SilencesChanged(new SilenceList([over])));
        await Hear<CheckChanged>(_tiles, change => change.Tile.Name.Value == "a");
        Sys.EventStream.Publish(new SilencesChanged(SilenceList.None));
        await Hear<CheckChanged>(_tiles, change => change.Tile.Name.Value == "a");
    }

    /// <summary>All that was said of checks so far.</summary>
    private async Task Tiles()
    {
        await Hear<CheckChanged>(_tiles, change => change.Tile.Name.Value == "b");
        while (_tiles.HasMessages)
            await Hear<CheckChanged>(_tiles);
    }

    [Fact]
    public async Task An_entry_that_somebody_has_changed_meanwhile_is_not_overwritten()
    {
        var roster = await Start();
        await Ask(roster, new RosterRequest.Add("{ name: mine, type: scripted, severity: P1 }"));
        var seen = (await Ask(roster, new RosterRequest.Define("mine"))).Definition?.Yaml;
        Assert.NotNull(seen);
        var file = _folder["checks.d/board.yaml"];
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("P1", "P4 # by hand", StringComparison.Ordinal), TestContext.Current.CancellationToken); // just now: nobody has looked yet

        var refused = await Ask(roster, new RosterRequest.Replace("mine", "{ name: mine, type: scripted, severity: P2 }", seen));
        Assert.Equal((RosterOutcome.Changed, "P4"), (refused.Outcome, refused.Definition?.Severity));
        Assert.Contains("P4 # by hand", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var saved = await Ask(roster, new RosterRequest.Replace("mine", "{ name: mine, type: scripted, severity: P2 }", refused.Definition?.Yaml));
        Assert.Equal((RosterOutcome.Done, "P2"), (saved.Outcome, saved.Definition?.Severity));
    }

    [Fact]
    public async Task An_entry_that_is_gone_or_was_changed_while_another_file_is_bad_is_not_overwritten_either()
    {
        var roster = await Start();
        await Ask(roster, new RosterRequest.Add("{ name: mine, type: scripted, severity: P1 }"));
        var seen = (await Ask(roster, new RosterRequest.Define("mine"))).Definition?.Yaml;
        var file = _folder["checks.d/board.yaml"];
        Write("checks: nonsense\n");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("P1", "P4", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var refused = await Ask(roster, new RosterRequest.Replace("mine", "{ name: mine, type: scripted, severity: P2 }", seen));
        Assert.Equal(RosterOutcome.Changed, refused.Outcome);
        Assert.Contains("P4", refused.Definition?.Yaml, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, "checks: []\n", TestContext.Current.CancellationToken);
        Assert.Equal(RosterOutcome.NotFound, (await Ask(roster, new RosterRequest.Replace("mine", "{ name: mine, type: scripted }", seen))).Outcome);
        Assert.Equal("checks: []\n", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_earlier_version_of_the_files_can_be_gone_back_to()
    {
        var roster = await Start();
        await Reloaded("checks:\n  - { name: a, type: scripted }\n", roster);
        Assert.Equal(RosterOutcome.NotFound, (await Ask(roster, new RosterRequest.GoBack(7))).Outcome);
        var back = await Ask(roster, new RosterRequest.GoBack(1));
        Assert.Equal((RosterOutcome.Done, "version 1 is in use again"), (back.Outcome, back.Message));
        Assert.Equal(RosterOutcome.Done, (await Ask(roster, new RosterRequest.Define("b"))).Outcome);
        Assert.Equal(Two, await File.ReadAllTextAsync(_folder["checks.yaml"], TestContext.Current.CancellationToken));
    }
}
