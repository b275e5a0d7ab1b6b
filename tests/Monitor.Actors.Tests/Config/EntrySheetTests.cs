using Monitor.Actors.Config;

namespace Monitor.Actors.Tests.Config;

/// <summary>An entry is changed key by key, and all else stays as it was written.</summary>
public sealed class EntrySheetTests
{
    private static readonly string[] Order = ["name", "type", "url", "interval", "on_fail", "tags"];

    private const string Text = """
        # above
        name: a   # the name

        url: 'http://x'
        # between
        body: |  # said
          two
            lines

        on_fail:   # what then
          # first
          notify: [recovered] # again
          actions:
          - type: http_post
            url: http://y
          # last
        empty:
        tags: [a,
               b] # some
        # below

        """;

    [Theory]
    [InlineData("name", "a")]
    [InlineData("body", "|  # said\n  two\n    lines")]
    [InlineData("on_fail", "# first\nnotify: [recovered] # again\nactions:\n- type: http_post\n  url: http://y\n# last")]
    [InlineData("on_fail.actions", "- type: http_post\n  url: http://y\n# last")]
    [InlineData("on_fail.notify", "[recovered]")]
    [InlineData("empty", "")]
    [InlineData("tags", "[a,\n     b]")]
    [InlineData("nothing", null)]
    [InlineData("name.nothing", null)]
    public void What_stands_under_a_key_is_cut_out(string path, string? yaml) => Assert.Equal(yaml, Sheet(Text).Yaml(path));

    [Theory]
    [InlineData("name", "b", "name: a ", "name: b ")]
    [InlineData("url", "http://z", "'http://x'", "http://z")]
    [InlineData("body", "one", "|  # said\n  two\n    lines\n", "one\n")]
    [InlineData("body", "|\nmore\nlines", "|  # said\n  two\n    lines\n", "|\n  more\n  lines\n")]
    [InlineData("on_fail.notify", "[]", "[recovered] #", "[] #")]
    [InlineData("empty", "5", "empty:", "empty: 5")]
    [InlineData("empty", "a: 1\nb: 2", "empty:", "empty:\n  a: 1\n  b: 2")]
    [InlineData("tags", "- a\n- b", "tags: [a,\n       b] # some", "tags: # some\n  - a\n  - b")]
    [InlineData("on_fail", "{}", "on_fail:   # what then\n  # first\n  notify: [recovered] # again\n  actions:\n  - type: http_post\n    url: http://y\n  # last", "on_fail: {}   # what then")]
    [InlineData("interval", "1m", "# between", "interval: 1m\n# between")]
    [InlineData("type", "tcp", "\nurl", "type: tcp\n\nurl")]
    [InlineData("own", "x", "# below", "own: x\n# below")]
    public void One_key_is_changed_and_nothing_else(string path, string yaml, string before, string after)
    {
        var put = Sheet(Text).Put(path, yaml, Order, out var fault);
        Assert.Equal("", fault);
        if (path == "type")
            Assert.Equal(Text.Replace("# the name\n", "# the name\ntype: tcp\n", StringComparison.Ordinal), put!.Text);
        else
            Assert.Equal(Text.Replace(before, after, StringComparison.Ordinal), put!.Text);
    }

    [Fact]
    public void What_was_cut_out_can_be_put_back()
    {
        var sheet = Sheet(Text);
        foreach (var path in new[] { "name", "url", "on_fail", "on_fail.actions", "on_fail.notify", "tags", "body" })
            Assert.Equal(sheet.Lines(), sheet.Put(path, sheet.Yaml(path)!, Order, out _)!.Lines());
    }

    [Theory]
    [InlineData("name", "name: a   # the name\n")]
    [InlineData("empty", "empty:\n")]
    [InlineData("body", "body: |  # said\n  two\n    lines\n")]
    [InlineData("on_fail.notify", "  notify: [recovered] # again\n")]
    [InlineData("nothing", "never there")]
    public void A_key_is_taken_out(string path, string gone) => Assert.Equal(Text.Replace(gone, "", StringComparison.Ordinal), Sheet(Text).Without(path).Text);

    [Fact]
    public void A_mapping_that_would_be_empty_goes_too() =>
        Assert.Equal("name: a\n", Sheet("name: a\ntls:\n  verify: false\n").Without("tls.verify").Text);

    [Fact]
    public void A_key_of_a_mapping_that_is_not_there_yet_brings_it() =>
        Assert.Equal("name: a\nurl: x\nthresholds:\n  api_warn_ms: 5\n", Sheet("name: a\nurl: x\n").Put("thresholds.api_warn_ms", "5", Order, out _)!.Text);

    [Fact]
    public void Brackets_stay_brackets_within_a_key()
    {
        var sheet = Sheet("name: a\ntls: { verify: false } # ours\n").Put("tls.min_version", "1.3", Order, out _)!;
        Assert.Equal("name: a\ntls: { verify: false, min_version: 1.3 } # ours\n", sheet.Text);
        Assert.Equal("name: a\ntls: { min_version: 1.3 } # ours\n", sheet.Without("tls.verify").Text);
    }

    [Theory]
    [InlineData("{ name: a, url: x }", "name: b\nurl: x")]
    [InlineData("# ours\n- name: a # first\n  url: x\n# end\n", "# ours\nname: b # first\nurl: x\n# end\n")]
    [InlineData("  name: a\n  url: x\n", "  name: b\n  url: x\n")]
    [InlineData("\"name\": a\r\nurl: x\r\n", "\"name\": b\nurl: x\n")]
    [InlineData("# nothing yet", "# nothing yet\nname: b\n")]
    [InlineData("{}", "name: b\n")]
    public void However_it_is_written(string before, string after) => Assert.Equal(after, Sheet(before).Put("name", "b", Order, out _)!.Text);

    [Theory]
    [InlineData("[a")]
    [InlineData("a: [1\nb: 2")]
    [InlineData("# only this")]
    [InlineData("---\na\n---\nb")]
    [InlineData("*alias")]
    public void What_is_no_value_is_refused(string yaml)
    {
        Assert.Null(Sheet(Text).Put("url", yaml, Order, out var fault));
        Assert.NotEmpty(fault);
    }

    [Theory]
    [InlineData("- a\n- b", "it is not one check")]
    [InlineData("text", "it is not one check")]
    [InlineData("a: 1\na: 2", "line 2: the key is already there in line 1")]
    public void What_is_no_entry_is_told(string text, string why)
    {
        Assert.Null(EntrySheet.Read(text, out var said));
        Assert.Equal(why, said);
    }

    private static EntrySheet Sheet(string text) => EntrySheet.Read(text, out var why) ?? throw new InvalidOperationException(why);
}
