using Monitor.Actors.Board;
using Monitor.Actors.Checks.Types;
using Monitor.Actors.Config;
using Monitor.Actors.Tests.Config.Support;

namespace Monitor.Actors.Tests.Config;

/// <summary>What can be wrong between checks, and what must not be shown of one.</summary>
public sealed class RelationsTests
{
    private const string Token = "abcdefghijklmnop";

    private static readonly ConfigSurroundings Around = SomeConfig.Around with
    {
        Types = new CheckTypes([new HttpCheck(null!), new PushCheck(), new GroupCheck(new BoardHub())], []), // reading uses no network
        Environment = SomeConfig.Variables.SetItem("PUSH_TOKEN", "from-the-environment-1"),
    };

    private static ConfigReading Read(params string[] entries) =>
        MonitorConfig.Read(new SourceText("checks.yaml", $"checks:{(entries.Length == 0 ? " []" : "")}\n{string.Concat(entries.Select(entry => $"  - {{ {entry} }}\n"))}"), null, Around);

    private static string[] Problems(params string[] entries) => [.. Read(entries).Problems.Select(problem => problem.ToString())];

    private static string Http(string name, string more = "") => $"name: {name}, type: http, url: 'http://localhost/', expect_status: 200{more}";

    [Fact]
    public void A_group_of_checks_and_of_groups_is_read_with_its_tags()
    {
        var config = Read(
            Http("db", ", tags: [db, EU]"), "name: all, type: group, members: [DB, front], tags: db", "name: front, type: group, member_tags: [eu], at_least: 1").Config!;
        Assert.Equal(["db", "EU"], config.Checks[0].Tags);
        Assert.Equal("all of DB, front", config.Checks[1].Target);
        Assert.Equal("at least 1 of #eu", config.Checks[2].Target);
    }

    [Theory]
    [InlineData("name: g, type: group", "line 2, column 5, g.members: missing; write members: [name, name], or member_tags: [tag]")]
    [InlineData("name: g, type: group, members: [nobody]", "line 2, column 1, g.members: there is no check named nobody; write the name of one, or remove it")]
    [InlineData("name: g, type: group, members: [db, DB]", "line 2, column 43, g.members: \"DB\" is there twice; remove one of the two")]
    [InlineData("name: g, type: group, members: [g]", "line 2, column 1, g.members: the group is a member of itself: g → g; take one of them out of the next")]
    [InlineData("name: g, type: group, members: [db], at_least: 2", "line 2, column 54, g.at_least: 2 is more than the 1 members; write a number from 1 to 1")]
    [InlineData("name: g, type: group, members: [db], tags: ['a,b']", "line 2, column 51, g.tags: a tag must have 1 to 40 printable characters and no comma; write it like database")]
    [InlineData("name: g, type: push, token: abcdefghijklmnop, period: 1h, grace: 0", "line 2, column 72, g.grace: expected a duration from 1s to 744h, got 0")]
    [InlineData("name: g, type: push, token: short, period: 1h", "line 2, column 35, g.token: must have 16 to 128 letters, digits, - and _; make one with openssl rand -hex 16")]
    [InlineData("name: g, type: push, token: 'with spaces in it', period: 1h", "line 2, column 35, g.token: must have 16 to 128 letters, digits, - and _; make one with openssl rand -hex 16")]
    [InlineData("name: g, type: push, token: abcdefghijklmnop", "line 2, column 5, g.period: missing; write period: 1h, the time from ping to ping, or schedule: with five cron fields")]
    [InlineData("name: g, type: push, token: abcdefghijklmnop, period: 1h, schedule: '0 2 * * *'", "line 2, column 75, g.schedule: said twice, as period and as schedule; remove one of the two")]
    [InlineData("name: g, type: push, token: abcdefghijklmnop, schedule: daily", "line 2, column 63, g.schedule: \"daily\" is not a cron expression; write five fields, such as \"0 2 * * *\"")]
    public void What_is_wrong_is_told_with_its_place(string entry, string problem) =>
        Assert.Equal([$"checks.yaml: {problem}"], Problems(entry, Http("db")));

    [Fact]
    public void A_tag_that_no_check_has_is_a_warning()
    {
        var reading = Read("name: g, type: group, member_tags: [nope]");
        Assert.NotNull(reading.Config);
        Assert.Equal(["checks.yaml: line 2, column 1, g.member_tags: no check has the tag nope; add it to the tags: of some"], reading.Warnings.Select(one => one.ToString()));
    }

    [Fact]
    public void Cycles_are_told_with_all_that_are_in_them_each_once() =>
        Assert.Equal(
            [
                "checks.yaml: line 3, column 1, a.members: the group is a member of itself: a → b → c → a; take one of them out of the next",
                "checks.yaml: line 6, column 1, x.members: the group is a member of itself: x → y → x; take one of them out of the next",
            ],
            Problems(
                "name: leads-there, type: group, members: [a]", "name: a, type: group, members: [b], tags: [back]", "name: b, type: group, members: [c, db]",
                "name: c, type: group, member_tags: [back]", "name: x, type: group, members: [y]", "name: y, type: group, members: [x]",
                Http("db")));

    [Fact]
    public void A_member_that_cannot_be_read_is_not_called_unknown() =>
        Assert.DoesNotContain(Problems("name: g, type: group, members: [db]", "name: db, type: http"), text => text.Contains("there is no check", StringComparison.Ordinal));

    [Fact]
    public void Two_checks_cannot_share_a_token_and_the_message_does_not_tell_it() =>
        Assert.Equal(
            ["checks.yaml: line 3, column 1, b.token: the token is that of a already; give each check a token of its own"],
            Problems($"name: a, type: push, token: {Token}, period: 1h", $"name: b, type: push, token: {Token}, period: 2h"));

    [Theory]
    [InlineData("token: abcdefghijklmnop", "token: •••")]
    [InlineData("token: \"abcdefghijkl\\x6dnop\"", "token: •••")]
    [InlineData("token: 'abcdefghijklmnop' # the old one", "token: ••• # the old one")]
    [InlineData("token: '{PUSH_TOKEN}'", "token: '{PUSH_TOKEN}'")]
    [InlineData("token: ${PUSH_TOKEN}", "token: ${PUSH_TOKEN}")]
    [InlineData("token: 'abc{PUSH_TOKEN}'", "token: •••")]
    public void A_token_is_not_shown_with_its_entry(string written, string shown)
    {
        var text = $"checks:\n  - name: a\n    {written}\n    type: push\n    period: 1h\n";
        var reading = MonitorConfig.Read(new SourceText("checks.yaml", text), null, Around);
        Assert.Empty(reading.Errors);
        Assert.Equal($"name: a\n{shown}\ntype: push\nperiod: 1h", reading.Config!.Checks[0].Yaml); // no errors
    }

    [Fact]
    public void Nor_with_an_entry_that_came_alone_and_what_is_shown_cannot_be_saved()
    {
        var config = Read().Config!;
        var reading = config.ReadEntry($$"""{"name":"a","type":"push","token":"{{Token}}","period":"1h"}""", null, Around);
        Assert.Equal("name: a\ntype: push\ntoken: \"•••\"\nperiod: 1h", reading.Definition!.Yaml); // valid
        Assert.Equal(
            ["entry: line 3, column 8, a.token: is not shown, so it cannot be kept; write the token again"],
            config.ReadEntry(reading.Definition.Yaml, "a", Around).Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void An_entry_that_comes_alone_is_held_to_the_others()
    {
        var config = Read(Http("db"), "name: g, type: group, members: [db]", $"name: p, type: push, token: {Token}, period: 1h").Config!;
        string[] Alone(string entry, string? replacing = null) => [.. config.ReadEntry($"{{ {entry} }}", replacing, Around).Problems.Select(problem => problem.ToString())];
        Assert.Equal(["checks.yaml: line 3, column 1, g.members: there is no check named db; write the name of one, or remove it"], Alone(Http("renamed"), "db"));
        Assert.Equal(["entry: line 1, column 1, q.token: the token is that of p already; give each check a token of its own"], Alone($"name: q, type: push, token: {Token}, period: 1h"));
        Assert.Empty(Alone($"name: p2, type: push, token: {Token}, period: 1h", "p"));
        Assert.Equal(["checks.yaml: line 3, column 1, g.members: the group is a member of itself: g → db → g; take one of them out of the next"], Alone("name: db, type: group, members: [g]", "db"));
    }

    [Fact]
    public void Thousands_of_groups_in_a_chain_are_looked_through_in_no_time()
    {
        var chain = Enumerable.Range(0, 1_500).Select(n => $"name: g{n}, type: group, members: [{(n == 1_499 ? "db" : $"g{n + 1}")}]");
        Assert.Empty(Problems([.. chain, Http("db")]));
    }
}
