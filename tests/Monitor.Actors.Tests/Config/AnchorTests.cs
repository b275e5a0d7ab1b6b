using CsCheck;
using static Monitor.Actors.Tests.Config.Support.SomeConfig;

namespace Monitor.Actors.Tests.Config;

/// <summary>Anchors and aliases: one value in many places, within limits, and only in files of the operator.</summary>
public sealed class AnchorTests
{
    private const string Base = """
        x-base: &base
          type: http
          url: "{MOCKAPP_BASE}/a" # of both
          expect_status: 200
        x-slow: &slow { timeout: 9s, severity: P4 }

        """;

    [Fact]
    public void An_entry_takes_what_it_merges_and_its_own_keys_win()
    {
        var checks = Good(Base + """
            checks:
              - name: a
                <<: *base
              - <<: [*slow, *base]
                name: b
                severity: P1
              - { name: c, <<: *base, tags: &tags [x, y] }
              - { name: d, tags: *tags, <<: [*base, { severity: P2, timeout: 2s }, *slow] }

            """).Checks;
        Assert.Equal(["a 5 P3 ", "b 9 P1 ", "c 5 P3 x,y", "d 2 P2 x,y"], checks.Select(check =>
            $"{check.Name} {check.Timeout.TotalSeconds} {check.Severity} {string.Join(',', check.Tags)}"));
        Assert.All(checks, check => Assert.EndsWith("/a", check.Target, StringComparison.Ordinal));
        Assert.Equal([7, 9, 12, 13], checks.Select(check => check.Source.Line));
    }

    [Fact]
    public void Such_an_entry_is_shown_written_out() => Assert.Equal(
        ["name: b\ntype: http\nurl: \"{MOCKAPP_BASE}/a\"\nexpect_status: 200", "name: c\ntype: http # mine\nurl: http://localhost/"],
        Good(Base + """
            checks:
              - name: b
                <<: *base
              - name: c
                type: http # mine
                url: http://localhost/

            """).Checks.Select(check => check.Yaml));

    [Fact]
    public void It_is_the_same_as_if_it_had_been_written_out()
    {
        var check = Good(Base + "checks: [{ name: a, <<: *base }]\n").Checks[0];
        Assert.Equal(Good("checks: [{ name: a, type: http, url: \"{MOCKAPP_BASE}/a\", expect_status: 200 }]\n").Checks[0].Fingerprint, check.Fingerprint);
        Assert.Equal(check.Fingerprint, Good($"checks:\n- {check.Yaml.Replace("\n", "\n  ", StringComparison.Ordinal)}\n").Checks[0].Fingerprint);
    }

    [Fact]
    public void An_alias_at_the_end_of_an_entry_ends_there()
    {
        var text = "x-t: &t [a]\nchecks:\n  - name: a\n    type: http\n    url: http://localhost/\n    tags: *t\n  - name: b\n    type: http\n    url: http://localhost/\n";
        Assert.Equal(["name: a\ntype: http\nurl: http://localhost/\ntags:\n  - a", "name: b\ntype: http\nurl: http://localhost/"], Good(text).Checks.Select(check => check.Yaml));
    }

    [Fact]
    public void A_wrong_value_is_told_where_the_anchor_stands() => Assert.Equal(
        ["checks.yaml: line 1, column 20, api.timeout: expected a duration, got text \"soon\"; write it like 30, 30s, 500ms, 5m, 1h or 1d"],
        Faults("x-a: &a { timeout: soon }\n" + Http("<<: *a")));

    public static TheoryData<string, string> Refusals => new()
    {
        { Http("severity: *a"), "checks.yaml: line 6, column 15, there is no anchor &a above; write it before the value that is meant, or quotes around this one if * belongs to it" },
        { "x-a: &base 1\n" + Http("severity: *bas"), "checks.yaml: line 7, column 15, there is no anchor &bas above; did you mean base?" },
        { "x-a: &a [1, *a]\n" + Http(), "checks.yaml: line 1, column 13, the alias *a is inside of what it stands for; write the value out" },
        { "x-a: &a { b: &b { c: *a } }\n" + Http(), "checks.yaml: line 1, column 22, the alias *a is inside of what it stands for; write the value out" },
        { "x-a: &a 1\n" + Http("<<: *a"), "checks.yaml: line 1, column 6, <<: expected a mapping, got 1; write <<: *name, or <<: [*one, *two]" },
        { "x-a: &a {}\n" + Http("<<: *a", "<<: *a"), "checks.yaml: line 8, column 5, <<: the key is already there in line 7; remove one of the two" },
        { "y-a: &a 1\n" + Http(), "checks.yaml: line 1, column 1, y-a: unknown key; known here: channels, checks, defaults, global, maintenance, reports, routes, status_page, vars" },
        { $"x-a: &a {new string('[', 20)}{new string(']', 20)}\nx-b: {new string('[', 12)}*a{new string(']', 12)}\n" + Http(), "checks.yaml: line 2, column 18, nested deeper than 32 levels; remove brackets or indentation" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Such_a_text_is_refused(string text, string expected) => Assert.Contains(expected, Faults(text));

    [Fact]
    public void As_deep_as_is_allowed_is_allowed() =>
        Good($"x-a: &a {new string('[', 20)}{new string(']', 20)}\nx-b: {new string('[', 11)}*a{new string(']', 11)}\n" + Http());

    [Fact]
    public void What_is_borrowed_counts_as_often_as_it_is_borrowed()
    {
        var list = $"x-a: &a [{string.Join(", ", Enumerable.Repeat("1", 999))}]\n";
        Good($"{list}x-b: [{string.Join(", ", Enumerable.Repeat("*a", 3_900))}]\n{Http()}");
        Assert.Equal("more than 4000000 values", Assert.Single(Read($"{list}x-b: [{string.Join(", ", Enumerable.Repeat("*a", 4_100))}]\n{Http()}").Errors).Fault);
    }

    [Fact]
    public void The_board_and_entries_that_come_alone_write_their_values_out()
    {
        const string Entry = "name: b\ntype: http\nurl: http://localhost/\nseverity: &u P1\ntags: *u\n";
        string[] expected = ["an anchor (&name) is not allowed", "an alias (*name) is not allowed"];
        Assert.Equal(expected, Read(Http(), $"checks:\n- {Entry.ReplaceLineEndings("\n  ").TrimEnd()}\n").Errors.Select(problem => problem.Fault));
        Assert.Equal(expected, Good(Http()).ReadEntry(Entry, null, Around).Problems.Select(problem => problem.Fault));
    }

    [Fact]
    public void Variables_are_filled_only_where_they_are_used()
    {
        Assert.Equal("P9", Good("x-a: &a { severity: P9 }\nx-b: &b { severity: \"{NOT_SET}\" }\n" + Http("<<: *a")).Checks[0].Severity);
        Assert.Contains("{NOT_SET} is not set", Assert.Single(Faults("x-b: &b { severity: \"{NOT_SET}\" }\n" + Http("<<: *b"))), StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_with_anchors_makes_the_reader_throw()
    {
        string[] pieces = ["&a ", "&b ", "*a", "*b", "<<: ", "<<: *a", "[", "]", "{", "}", ", ", "\n", "- ", "  ", "x-c: ", "name: ", "checks:", "1", "type: http"];
        Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).List[0, 30].Sample(parts =>
        {
            var reading = Read(string.Concat(parts) + "\n" + Base + Http("<<: *slow"));
            Assert.True(reading.Config is not null || reading.Errors.Any());
        }, iter: 3_000);
    }
}
