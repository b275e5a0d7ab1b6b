using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;
using Monitor.Web.Editing;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Editing;

public sealed class EntryFormTests
{
    public static TheoryData<string> Nasty { get; } =
    [
        " ", " a ", "a b", "true", "No", "null", "~", "12", "1e3", "0x1F", "23:59", "2026-03-02", "- a", "? a", "a: b", "a #b", "#", "a:",
        "{MOCKAPP_BASE}/db/health", "[1]", "&a", "*a", "!a", "|", ">", "@a", "`a", "%a", "'", "\"", "\\", "\\n", "a\"b\\c",
        "\t", "\u00a0", "\u2028", "ночь", "日本", "😀", "<script>alert(1)</script>", "---", "...", "<<", "=", "$.a[0]",
        "http://127.0.0.1:8000/x?y=1&z=2#f", "30s", "P1", "key: {a: b}", "'a'", "\"a\"", "a,b", "]", "}", ",", "-", "--", ":", "::",
    ];

    public static TheoryData<string> Types => AllTypes.Names;

    [Theory]
    [MemberData(nameof(Nasty))]
    public void Any_text_that_is_typed_reads_back_as_the_same_text(string text)
    {
        var form = Form("name: a # the name\ntype: http\nurl: http://x # the address\n");
        foreach (var path in new[] { "name", "url", "severity", "body" })
            Enter(form, path, text);
        form.Post("x" + text);
        form.Rules!.Add(new PathRule { Path = text, Value = text });
        form.RulesChanged();
        var read = Form(form.Yaml);
        Assert.Null(read.Cannot);
        Assert.All(["name", "url", "severity", "body"], path => Assert.Equal(text, read.Sheet.Value(path)));
        Assert.Equal("x" + text, read.PostUrl);
        Assert.Equal(text, Assert.Single(read.Rules!).Path);
        Assert.Contains(" # the name\n", form.Yaml, StringComparison.Ordinal);
        Assert.Contains(" # the address\n", form.Yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_texts_read_back_too()
    {
        const string Alphabet = " ab1:-#{}[]&*!|>'\"%@`,\\\t?~=<.$\u00a0\u2028é😀";
        var random = new Random(20260302);
        var runes = Alphabet.EnumerateRunes().ToArray();
        for (var i = 0; i < 1000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, 1 + random.Next(12)).Select(_ => runes[random.Next(runes.Length)]));
            var form = Form("type: http # kept\n# also kept\n");
            Enter(form, "name", text);
            Assert.Equal(text, form.Sheet.Value("name"));
            Assert.EndsWith("type: http # kept\n# also kept\n", form.Yaml, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_new_check_of_any_type_shows_what_the_type_must_have(string type)
    {
        var form = Form(StartingEntry.Of(type, AllTypes.Checks));
        Assert.Null(form.Cannot);
        Assert.Equal(type, form.CheckType);
        var needed = AllTypes.Checks.Checks[type].Keys.Where(key => key.Required).Select(key => key.Name).Prepend("name");
        Assert.Subset(form.Plan.Needed.Select(field => field.Path).ToHashSet(), needed.ToHashSet());
        Assert.Contains(form.Plan.Usual, field => field.Path == "interval");
        var all = form.Plan.Needed.Concat(form.Plan.Usual).Concat(form.Plan.Further).Concat(form.Plan.Offered).Select(field => field.Path).Order();
        Assert.Equal(ConfigSchema.KeysOf(AllTypes.Checks.Checks[type], AllTypes.Checks).Select(key => key.Name).Where(key => key != "type").Order(), all);
    }

    /// <summary>Each field of each example is typed into again, and the entry says what it said.</summary>
    [Theory]
    [MemberData(nameof(Types))]
    public void The_example_of_any_type_survives_being_typed_again(string type)
    {
        var example = EntrySheet.OfFlow(AllTypes.Checks.Checks[type].Example);
        var text = "# above\n" + $"{example.Text}\n".Replace("\n", " # behind\n", StringComparison.Ordinal) + "# below\n";
        var form = Form(text);
        Assert.Null(form.Cannot);
        var shown = form.Plan.Shown.Where(field => form.KindOf(field) is not FieldKind.Group).Where(field => field.Path.Contains('.') || !form.Plan.Shown.Any(inner => inner.Path.StartsWith($"{field.Path}.", StringComparison.Ordinal)))
            .Where(field => form.Sheet.Has(field.Path)).ToList();
        foreach (var field in shown)
        {
            form.Enter(field, form.TextOf(field));
            Assert.Null(form.FaultOf(field.Path));
        }

        Assert.Equal(example.Lines(), form.Sheet.Lines());
        Assert.StartsWith("# above\n", form.Yaml, StringComparison.Ordinal);
        Assert.EndsWith("# below\n", form.Yaml, StringComparison.Ordinal);
        Assert.Equal(example.Keys(), form.Yaml.Split('\n').Where(line => line.Length > 0 && char.IsLetter(line[0]) && line.EndsWith(" # behind", StringComparison.Ordinal)).Select(line => line.Split(':')[0]));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_key_of_any_type_can_be_opened_and_left_alone(string type)
    {
        var form = Form(StartingEntry.Of(type, AllTypes.Checks));
        var before = form.Yaml;
        foreach (var field in form.Plan.Offered)
            form.Open(field.Path);
        Assert.Empty(form.Plan.Offered);
        Assert.All(form.Plan.Shown, field => _ = form.TextOf(field));
        Assert.Equal(before, form.Yaml);
    }

    [Fact]
    public void What_the_form_does_not_know_stays_as_it_was_written()
    {
        const string Text = """
            # ours
            name: a   # the name
            type: http
            nonsense: {b: 1}   # kept
            url: "http://x"
            headers:
              # a note
              X-A: 'b'
            thresholds: # in ms
              api_warn_ms: 5 # soon
            # the end
            """;
        var form = Form(Text);
        Enter(form, "thresholds.api_warn_ms", "7");
        Enter(form, "interval", "1m");
        Enter(form, "url", "http://y");
        Assert.Equal(
            Text.Replace("5 # soon", "7 # soon", StringComparison.Ordinal).Replace("\"http://x\"", "\"http://y\"", StringComparison.Ordinal)
                .Replace("thresholds:", "interval: 1m\nthresholds:", StringComparison.Ordinal),
            form.Yaml);
        Enter(form, "interval", "");
        Enter(form, "url", "http://x");
        Enter(form, "thresholds.api_warn_ms", "5");
        Assert.Equal(Text, form.Yaml);
    }

    [Fact]
    public void What_is_typed_stays_as_it_was_typed()
    {
        var form = Form("name: a\ntype: http\nurl: http://x\n");
        Enter(form, "tags", "a, ");
        Assert.Equal("a, ", form.TextOf(Field(form, "tags")));
        Assert.Contains("tags: [a]\n", form.Yaml, StringComparison.Ordinal);
        form.Write("name: a\ntype: http\ntags: [x, y]\n");
        Assert.Equal("x, y", form.TextOf(Field(form, "tags")));
    }

    [Fact]
    public void Half_written_yaml_in_a_field_waits_there()
    {
        var form = Form("name: a\ntype: http\nheaders: {A: b}\n");
        Enter(form, "headers", "A: [b");
        Assert.True(form.HasFaults);
        Assert.StartsWith("line ", form.FaultOf("headers"), StringComparison.Ordinal);
        Assert.Contains("headers: {A: b}", form.Yaml, StringComparison.Ordinal);
        Enter(form, "headers", "A: b\nC: d");
        Assert.False(form.HasFaults);
        Assert.Contains("headers:\n  A: b\n  C: d\n", form.Yaml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("url: [a, b]", "url")]
    [InlineData("tags: ['a,b']", "tags")]
    [InlineData("body: |\n  two\n  lines", "body")]
    [InlineData("interval: {a: b}", "interval")]
    [InlineData("notify_on: [something]", "notify_on")]
    [InlineData("thresholds: {api_warn_ms: [1]}", "thresholds")]
    public void A_value_that_its_field_cannot_show_is_shown_as_yaml(string yaml, string path)
    {
        var form = Form($"name: a\ntype: http\n{yaml}\n");
        Assert.Equal(FieldKind.Yaml, form.KindOf(Field(form, path)));
        form.Enter(Field(form, path), form.TextOf(Field(form, path)));
        Assert.Null(form.FaultOf(path));
        Assert.Equal($"name: a\ntype: http\n{yaml}\n", form.Yaml);
    }

    [Theory]
    [InlineData("- {path: $.a, equals: 1, lt: 3}")]
    [InlineData("- {path: $.a, count: 3}")]
    [InlineData("nonsense")]
    public void Rules_that_say_more_than_a_line_are_yaml(string rules) =>
        Assert.Null(Form($"name: a\ntype: http\nexpect_jsonpath:\n  {rules}\n").Rules);

    [Fact]
    public void A_rule_keeps_the_kind_of_its_value()
    {
        var form = Form("name: a\ntype: http\nexpect_jsonpath:\n  - {path: $.a, equals: \"12\"}\n  - {path: $.b, gt: 3}\n");
        Assert.Equal([("equals", "\"12\""), ("gt", "3")], form.Rules!.Select(rule => (rule.Predicate, rule.Value)));
        form.RulesChanged();
        Assert.EndsWith("expect_jsonpath:\n  - path: $.a\n    equals: \"12\"\n  - path: $.b\n    gt: 3\n", form.Yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_type_keeps_what_it_knows_and_asks_for_what_it_needs()
    {
        var form = Form("name: db # ours\ntype: http\nurl: http://x\nexpect_status: 200\nseverity: P1\n");
        form.Become("tcp");
        Assert.Equal("name: db # ours\ntype: tcp\nhost: \"\"\nport:\nseverity: P1\nnotify_on: [first_fail, recovered]\n", form.Yaml);
        Enter(form, "port", "6379");
        Enter(form, "host", "cache");
        Assert.Contains("host: cache\nport: 6379\n", form.Yaml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name: [a\n", "line ")]
    [InlineData("just words", "it is not one check")]
    [InlineData("- name: a\n- name: b\n", "it is several checks")]
    [InlineData("checks: [{name: a}]", "it is several checks")]
    public void Only_what_is_no_mapping_cannot_be_shown(string yaml, string why) => Assert.StartsWith(why, Form(yaml).Cannot, StringComparison.Ordinal);

    [Theory]
    [InlineData("- name: a\n  type: http\n  url: http://x\n")]
    [InlineData("{ name: a, type: http, url: 'http://x' }")]
    [InlineData("")]
    public void Other_ways_to_write_one_entry_are_shown_too(string yaml)
    {
        var form = Form(yaml);
        Assert.Null(form.Cannot);
        Enter(form, "name", "b");
        Assert.StartsWith("name: b\n", form.Yaml, StringComparison.Ordinal);
    }

    private static EntryForm Form(string yaml) => new(AllTypes.Checks, yaml);

    private static EntryField Field(EntryForm form, string path)
    {
        form.Open(path.Split('.')[0]);
        return form.Plan.Shown.Single(field => field.Path == path);
    }

    private static void Enter(EntryForm form, string path, string text) => form.Enter(Field(form, path), text);
}
