using CsCheck;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using static Monitor.Actors.Tests.Config.Support.SomeConfig;

namespace Monitor.Actors.Tests.Config;

/// <summary>Entries from the board: read against what runs, written so that people can read them.</summary>
public sealed class BoardFileTests
{
    private const string Two = """
        # ours
        checks:
          - name: a   # first
            type: job
            status_url: x
            # stays with a

          # about b
          -
            name: b
            type: job
            status_url: |
              y

          - { name: c, type: job, status_url: z }   # third
        # the end

        """;

    [Fact]
    public void An_entry_is_added_below_the_others_which_stay_as_they_are() =>
        Assert.Equal(Two.Replace("# third\n", "# third\n  - name: d\n    type: job\n    status_url: w\n", StringComparison.Ordinal),
            Put(Two, null, "name: d\ntype: job\nstatus_url: w"));

    [Theory]
    [InlineData("checks:\n- { name: a, type: job }\n- name: b\n  type: job\n- { name: c, type: job } # third\n", "checks:\n- name: A\n  x: 1\n- name: b\n  type: job\n- name: C\n")]
    [InlineData("checks: [{ name: a, type: job }, { name: b, type: job }, { name: c, type: job }]\n", "checks:\n- name: A\n  x: 1\n- name: b\n  type: job\n- name: C\n")]
    public void Several_entries_are_replaced_where_they_stand(string before, string after)
    {
        var board = new SourceText("board.yaml", before, null);
        var found = BoardFile.Entries(board, [CheckName.Of("C"), CheckName.Of("a"), CheckName.Of("nobody")]);
        Assert.Equal(["A: name: a\ntype: job", "C: name: c\ntype: job"], found.Select(one => $"{one.Key.Key}: {one.Value}").Order());
        var edit = BoardFile.PutAll(board, new Dictionary<CheckName, string> { [CheckName.Of("a")] = "name: A\nx: 1\n", [CheckName.Of("c")] = "name: C" });
        Assert.Equal(after, edit.Text);
    }

    [Fact]
    public void An_entry_is_replaced_where_it_stands()
    {
        const string NewB = "  - name: B2\n    type: job\n    status_url: new\n";
        const string OldB = "  -\n    name: b\n    type: job\n    status_url: |\n      y\n";
        Assert.Equal(Two.Replace(OldB, NewB, StringComparison.Ordinal), Put(Two, "B", "name: B2\ntype: job\nstatus_url: new"));
    }

    [Fact]
    public void An_entry_is_removed_with_its_own_comments()
    {
        const string A = "  - name: a   # first\n    type: job\n    status_url: x\n    # stays with a\n";
        Assert.Equal(Two.Replace(A, "", StringComparison.Ordinal), BoardFile.Remove(new("b", Two), "A").Text);
        Assert.Equal(Two.Replace("  - { name: c, type: job, status_url: z }   # third\n", "", StringComparison.Ordinal), BoardFile.Remove(new("b", Two), "c").Text);
        Assert.Equal(Two, BoardFile.Remove(new("b", Two), "nobody").Text);
    }

    [Fact]
    public void The_first_entry_makes_the_file_and_the_last_leaves_an_empty_list()
    {
        var one = BoardFile.Put(null, null, "name: a\ntype: job").Text;
        Assert.Equal(BoardFile.Header + "checks:\n- name: a\n  type: job\n", one);
        var none = BoardFile.Remove(new("b", one), "a").Text;
        Assert.Equal(BoardFile.Header + "checks: []\n", none);
        Assert.Equal(one, Put(none!, null, "name: a\ntype: job"));
        Assert.Equal(one, Put(BoardFile.Header + "checks:\n", null, "name: a\ntype: job"));
        Assert.Equal("checks:\n- name: a\n- name: b\n  type: job\n", Put("checks: [ { name: a } ]\n", null, "name: b\ntype: job"));
        Assert.Equal("checks:\n- name: a\n- name: b\n  type: job\n", Put("checks:\n- name: a", null, "name: b\ntype: job"));
    }

    [Fact]
    public void Json_becomes_the_yaml_that_people_write()
    {
        var text = Put("", null, """
            {"name":"a b","type":"http","url":"http://x/?q=1#f","expect_status":200,"severity":"1","empty":{},"none":[],"nil":null,
             "expect_jsonpath":[{"path":"$.ok","equals":true},{"path":"$.s","equals":"true"},[1,[2]]],"multi":"a\nb\u00e9\u0007\ud83d\ude00"}
            """);
        Assert.Equal("""
            checks:
            - name: a b
              type: http
              url: "http://x/?q=1#f"
              expect_status: 200
              severity: "1"
              empty: {}
              none: []
              nil: null
              expect_jsonpath:
                - path: "$.ok"
                  equals: true
                - path: "$.s"
                  equals: "true"
                - - 1
                  - - 2
              multi: "a\nbé\u0007😀"

            """, text);
    }

    [Fact]
    public void A_broken_file_or_entry_is_not_edited()
    {
        Assert.Equal(("b", 1, 9), BoardFile.Put(new("b", "checks: \"x"), null, "name: a").Problem is { } broken ? (broken.File, broken.Line, broken.Column) : default);
        Assert.NotNull(BoardFile.Put(new("b", "- a\n"), null, "name: a").Problem);
        Assert.NotNull(BoardFile.Put(new("b", Two), null, "[1]").Problem);
        Assert.NotNull(BoardFile.Put(SourceText.Decode("b", [0xFF, 0xFE]), null, "name: a").Problem);
    }

    [Fact]
    public void Whatever_is_written_reads_back_as_the_same()
    {
        var text = Gen.OneOf(Gen.Char["ab:-#'\"\\ \n\t{}[],&*!|>%@`~é1.e0\u2028\u0007"].Array[0, 8].Select(letters => new string(letters)),
            Gen.Int[0, 5].Select(i => new[] { "true", "null", "1.0", "- a", "a: b", "0x1F" }[i]));
        Gen.Select(text, text, text).Sample((key, value, other) =>
        {
            var json = System.Text.Json.JsonSerializer.Serialize(new { name = "n", list = new object[] { value, new Dictionary<string, object> { ["k" + key] = other }, 1.50m, true } });
            var board = Put(Two, null, json);
            var problems = new ProblemList("b");
            var root = (YamlMap)YamlTree.Read(board, YamlLimits.Default, problems)!;
            Assert.Equal(json, YamlJson.Element(((YamlList)root.Find("checks")!.Value).Items[3]).GetRawText());
        }, iter: 2_000);
    }

    [Fact]
    public void An_entry_reads_against_what_runs()
    {
        var config = Good("global: {retries: 4}\n" + Http());
        var reading = config.ReadEntry("name: new\ntype: job\nstatus_url: x", null, Around);
        Assert.Equal((4, "new", CheckOrigin.Board), (reading.Definition!.Retries, reading.Definition.Name.Value, reading.Definition.Source.Origin));
        Assert.Equal("name: new\ntype: job\nstatus_url: x", reading.Definition.Yaml);
        Assert.Equal(reading.Definition.Yaml, config.ReadEntry("  - name: new\n    type: job\n    status_url: x\n", null, Around).Definition!.Yaml);
    }

    [Fact]
    public void A_name_is_taken_without_regard_to_case_unless_it_is_being_replaced()
    {
        var config = Good(Http());
        const string Entry = "{\"name\": \"API\", \"type\": \"job\", \"status_url\": \"x\"}";
        var refused = config.ReadEntry(Entry, null, Around);
        Assert.Equal(("api", "entry: line 1, column 10, api.name: the name is already used at checks.yaml:2; choose another; case makes no difference"),
            (refused.NameTaken!.Name.Value, Assert.Single(refused.Problems).ToString()));
        Assert.Null(refused.Definition);
        Assert.Equal("name: API\ntype: job\nstatus_url: x", config.ReadEntry(Entry, "api", Around).Definition!.Yaml);
    }

    [Theory]
    [InlineData("", "entry: line 1, column 1, expected one entry, got nothing; write name:, type: and its other keys")]
    [InlineData("[]", "entry: line 1, column 1, expected one entry, got a list; write name:, type: and its other keys")]
    [InlineData("{\"name\": ", "entry: line 1, column 10, not valid YAML: while parsing a node, did not find expected node content; check the indentation of this line and the one above")]
    [InlineData("name: a\nname: b", "entry: line 2, column 1, name: the key is already there in line 1; remove one of the two")]
    public void An_entry_that_is_none_is_refused(string entry, string expected) =>
        Assert.Contains(expected, Good(Http()).ReadEntry(entry, null, Around).Problems.Select(problem => problem.ToString()));

    [Fact]
    public void What_was_validated_is_what_runs_after_it_was_written()
    {
        var config = Good(Http());
        var added = config.ReadEntry("""{"status_url":"http://x/{job_id}","name":"new","type":"job","retries":1}""", null, Around).Definition!;
        var reloaded = Good(Http(), BoardFile.Put(null, null, added.Yaml).Text).Checks[1];
        Assert.Equal((added.Fingerprint, added.Yaml, "checks.d/board.yaml:3"), (reloaded.Fingerprint, reloaded.Yaml, reloaded.Source.ToString()));
    }

    private static string Put(string text, string? replacing, string entry)
    {
        var edit = BoardFile.Put(new("b", text), replacing, entry);
        Assert.Null(edit.Problem);
        return edit.Text!;
    }
}
