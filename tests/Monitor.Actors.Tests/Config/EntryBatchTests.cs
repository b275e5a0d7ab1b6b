using Monitor.Actors.Board;
using Monitor.Actors.Checks.Types;
using Monitor.Actors.Config;
using Monitor.Actors.Tests.Config.Support;

namespace Monitor.Actors.Tests.Config;

/// <summary>Several entries that are pasted at once.</summary>
public sealed class EntryBatchTests
{
    private static readonly ConfigSurroundings Around = SomeConfig.Around with
    {
        Types = new CheckTypes([new HttpCheck(null!), new PushCheck(), new GroupCheck(new BoardHub())], []), // reading uses no network
    };

    private static readonly MonitorConfig Running = MonitorConfig.Read(
        new SourceText("checks.yaml", "checks:\n  - { name: db, type: http, url: 'http://localhost/', tags: [own] }\n"), null, Around).Config!;

    private static EntryBatch Read(string text) => Running.ReadEntries(text, Around);

    private static string Http(string name, string more = "") => $"- name: {name}\n  type: http\n  url: http://shop.example\n  expect_status: 200\n{more}";

    [Theory]
    [InlineData("- {name: a}\n- {name: b}", true)]
    [InlineData("checks:\n  - name: a", true)]
    [InlineData("checks: []", true)]
    [InlineData("- {name: a}", false)]
    [InlineData("name: a", false)]
    [InlineData("- [", false)]
    [InlineData("", false)]
    public void A_list_and_checks_are_meant_as_several(string text, bool several) => Assert.Equal(several, EntryBatch.IsMeant(text));

    [Fact]
    public void Good_ones_are_told_from_those_with_problems_by_name_and_line()
    {
        var batch = Read($"# ours\nchecks:\n{Indented(Http("a") + Http("b", "  nonsense: 1\n") + Http("DB") + Http("A") + "- 5\n")}");
        Assert.Equal("5 checks: 1 good, 4 with problems", batch.InWords);
        Assert.Equal(
            ["b 7: unknown key", "DB 12: the name is already used at checks.yaml:2", "A 16: the name is already used at line 3", "checks[4] 20: expected a check, got 5"],
            batch.Bad.Select(entry => $"{entry.Name} {entry.Line}: {entry.Problems[0].Fault}"));
        Assert.Equal("name: a\ntype: http\nurl: http://shop.example\nexpect_status: 200", Assert.Single(batch.Good).Yaml);
    }

    [Fact]
    public void They_may_need_each_other_and_what_needs_a_bad_one_is_bad()
    {
        var batch = Read(Http("a", "  depends_on: [b]\n") + Http("b", "  depends_on: db\n") + Http("c", "  depends_on: [d]\n") + Http("d", "  nonsense: 1\n")
            + Http("e", "  depends_on: [c]\n") + "- {name: g, type: group, members: [a, db]}\n- {name: h, type: group, members: [c]}\n");
        Assert.Equal(["a", "b", "g"], batch.Good.Select(entry => entry.Name));
        Assert.Equal(["c", "d", "e", "h"], batch.Bad.Select(entry => entry.Name));
        Assert.Equal("c.depends_on: there is no check named \"d\"", batch.Bad.First().Problems.Select(problem => $"{problem.Place}: {problem.Fault}").Single());
    }

    [Fact]
    public void A_circle_is_found() =>
        Assert.Contains("in a circle", Read(Http("a", "  depends_on: [b]\n") + Http("b", "  depends_on: [a]\n")).Bad.First().Problems[0].Fault, StringComparison.Ordinal);

    [Fact]
    public void What_the_policy_of_the_board_refuses_is_told() =>
        Assert.StartsWith("blocked by network policy", Read("- {name: a, type: http, url: 'http://169.254.169.254/', expect_status: 200}\n" + Http("b")).Bad.Single().Problems[0].Fault, StringComparison.Ordinal);

    [Theory]
    [InlineData("name: a", "expected a list of checks")]
    [InlineData("checks: 5", "expected a list of checks")]
    [InlineData("", "expected a list of checks")]
    [InlineData("- [", "")]
    public void What_is_no_list_is_refused(string text, string why) => Assert.StartsWith(why, Read(text).Refusal!.Fault, StringComparison.Ordinal);

    [Fact]
    public void There_is_a_limit()
    {
        var most = string.Concat(Enumerable.Range(0, EntryBatch.Most).Select(i => Http($"c{i}")));
        Assert.Equal("500 checks, all good", Read(most).InWords);
        Assert.Equal("501 checks at once, more than 500", Read(most + Http("one-more")).Refusal!.Fault);
    }

    [Fact]
    public void All_of_them_are_added_to_the_file_in_one_go()
    {
        var board = new SourceText("board.yaml", "# ours\nchecks:\n  - name: first # kept\n    type: http\n");
        var batch = Read(Http("a", "  severity: P1 # paged\n") + "- {name: b, type: http, url: 'http://shop.example', expect_status: 200}\n");
        Assert.Equal(
            "# ours\nchecks:\n  - name: first # kept\n    type: http\n  - name: a\n    type: http\n    url: http://shop.example\n    expect_status: 200\n    severity: P1 # paged\n  - name: b\n    type: http\n    url: http://shop.example\n    expect_status: 200\n",
            BoardFile.AddAll(board, [.. batch.Good.Select(entry => entry.Yaml)]).Text);
        Assert.StartsWith(BoardFile.Header + "checks:\n- name: a\n", BoardFile.AddAll(null, [.. batch.Good.Select(entry => entry.Yaml)]).Text, StringComparison.Ordinal);
    }

    private static string Indented(string text) => string.Concat(text.TrimEnd().Split('\n').Select(line => $"  {line}\n"));
}
