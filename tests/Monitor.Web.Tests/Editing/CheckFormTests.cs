using Monitor.Web.Editing;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Monitor.Web.Tests.Editing;

public sealed class CheckFormTests
{
    public static TheoryData<string> Nasty { get; } =
    [
        "", " ", " a ", "a b", "true", "No", "null", "~", "12", "1e3", "0x1F", "23:59", "2026-03-02", "- a", "? a", "a: b", "a #b", "#", "a:",
        "{MOCKAPP_BASE}/db/health", "[1]", "&a", "*a", "!a", "|", ">", "@a", "`a", "%a", "'", "\"", "\\", "\\n", "a\"b\\c", "a\nb", "a\r\nb",
        "\t", "\u0000", "\u0007", "\u0085", "\u00a0", "\u2028", "\ufeff", "ночь", "日本", "😀", "<script>alert(1)</script>", "---", "...", "<<", "=", "$.a[0]",
        "http://127.0.0.1:8000/x?y=1&z=2#f", "30s", "P1", "key: {a: b}", "'a'", "\"a\"", "a,b", "]", "}", ",", "-", "--", ":", "::",
    ];

    [Theory]
    [MemberData(nameof(Nasty))]
    public void Any_text_reads_back_as_the_same_text(string text)
    {
        var form = new CheckForm { Name = text, Url = text, Severity = text, ActionUrl = "x" + text };
        Assert.Equal(text, Text(form, "name"));
        Assert.Equal(text, Text(form, "url"));
        Assert.True(CheckFormReader.TryRead(form.ToYaml(), out var read, out var why), why);
        Assert.Equal((text, text, text, "x" + text), (read.Name, read.Url, read.Severity, read.ActionUrl));
        Assert.Equal(form.ToYaml(), read.ToYaml());
    }

    [Fact]
    public void Random_texts_read_back_too()
    {
        const string Alphabet = " ab1:-#{}[]&*!|>'\"%@`,\\\n\r\t?~=<.$\u00a0\u0085\u2028é😀";
        var random = new Random(20260302);
        var runes = Alphabet.EnumerateRunes().ToArray();
        for (var i = 0; i < 2000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => runes[random.Next(runes.Length)]));
            Assert.Equal(text, Text(new CheckForm { Name = text }, "name"));
        }
    }

    [Fact]
    public void A_new_form_writes_what_it_shows_and_leaves_defaults_to_the_engine() => Assert.Equal(
        """
        name: ""
        type: http
        url: ""
        expect_status: 200
        notify_on: [first_fail, recovered]

        """,
        new CheckForm().ToYaml());

    [Fact]
    public void A_full_http_check() => Assert.Equal(
        """
        name: db-health
        type: http
        severity: P1
        group: Card payments
        url: "{MOCKAPP_BASE}/db/health"
        expect_status: 200
        expect_jsonpath:
          - path: $.ok
            equals: true
          - path: "$['a-b']"
            lt: 100
          - path: $.version
            equals: "1"
        interval: 1m
        retry_interval: 10s
        failure_threshold: 3
        success_threshold: 2
        timeout: 5s
        retries: 2
        warn_above_ms: 400
        fail_above_ms: 1000
        notify_on: [first_fail, deadline_miss]
        on_fail:
          actions:
            - type: http_post
              url: "{MOCKAPP_BASE}/admin/reset"

        """,
        new CheckForm
        {
            Name = "db-health",
            Severity = "P1",
            Group = "Card payments",
            Url = "{MOCKAPP_BASE}/db/health",
            Rules =
            [
                new PathRule { Path = "$.ok", Value = "true" },
                new PathRule { Path = "$['a-b']", Predicate = "lt", Value = "100" },
                new PathRule { Path = "$.version", Value = "\"1\"" },
            ],
            Interval = "1m",
            RetryInterval = "10s",
            FailureThreshold = "3",
            SuccessThreshold = "2",
            Timeout = "5s",
            Retries = "2",
            WarnAboveMs = "400",
            FailAboveMs = "1000",
            NotifyOn = ["first_fail", "deadline_miss"],
            ActionUrl = "{MOCKAPP_BASE}/admin/reset",
        }.ToYaml());

    [Fact]
    public void A_job_has_deadlines_and_no_expectations() => Assert.Equal(
        """
        name: job
        type: job
        status_url: "http://x/jobs/{job_id}/status"
        success_by: "23:59"
        minutes_after_start: 30
        notify_on: [first_fail, recovered]

        """,
        new CheckForm
        {
            Kind = CheckForm.Job,
            Name = "job",
            StatusUrl = "http://x/jobs/{job_id}/status",
            SuccessBy = "23:59",
            MinutesAfterStart = "30",
            Rules = [new PathRule()],
        }.ToYaml());

    [Theory]
    [InlineData("true", "true")]
    [InlineData("12.5", "12.5")]
    [InlineData("null", "null")]
    [InlineData("\"12\"", "\"12\"")]
    [InlineData("ok", "ok")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("{}", "\"{}\"")]
    public void A_value_is_json_where_it_can_be_and_text_otherwise(string typed, string written) =>
        Assert.Equal(written, YamlText.Value(typed));

    [Fact]
    public void A_value_keeps_its_kind_through_form_and_yaml()
    {
        const string Yaml = "name: a\ntype: http\nurl: http://x\nexpect_jsonpath:\n  - {path: $.a, equals: \"12\", gt: 3}\n";
        Assert.True(CheckFormReader.TryRead(Yaml, out var form, out _));
        Assert.Equal([("equals", "\"12\""), ("gt", "3")], form.Rules.Select(rule => (rule.Predicate, rule.Value)));
    }

    [Theory]
    [InlineData("name: a\ntype: http\nheaders: {a: b}\n", "the form has no field for headers")]
    [InlineData("name: a\ntype: tcp\n", "the form does not know the type tcp")]
    [InlineData("name: a\non_fail: {notify: [x]}\n", "on_fail has more than actions")]
    [InlineData("name: a\non_fail: {actions: [{type: http_post, url: x, payload: {a: 1}}]}\n", "on_fail has more than one plain http_post")]
    [InlineData("name: a\nexpect_jsonpath: [{path: $.a, exists: true}]\n", "a JSONPath rule has exists")]
    [InlineData("name: [a\n", "it is not complete YAML yet")]
    [InlineData("just words", "it is not one check")]
    [InlineData("", "it is not one check")]
    public void What_the_form_cannot_say_is_left_to_the_yaml(string yaml, string why)
    {
        Assert.False(CheckFormReader.TryRead(yaml, out _, out var said));
        Assert.Equal(why, said);
    }

    [Fact]
    public void An_entry_as_it_stands_in_the_file_is_read_too() =>
        Assert.True(CheckFormReader.TryRead("- name: a\n  type: http\n  url: http://x\n", out var form, out _) && form.Url == "http://x");

    private static string? Text(CheckForm form, string key)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(form.ToYaml()));
        var scalar = (YamlScalarNode)((YamlMappingNode)stream.Documents[0].RootNode).Children[new YamlScalarNode(key)];
        // Plain scalars must be ones that no reader takes for a number, a boolean or null.
        Assert.True(scalar.Style != ScalarStyle.Plain || !YamlText.IsJsonScalar(scalar.Value!));
        return scalar.Value;
    }
}
