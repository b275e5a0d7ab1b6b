using Monitor.Actors.Config;
using Monitor.Web.Editing;

namespace Monitor.Web.Tests.Editing;

public sealed class EntryChangeTests
{
    [Fact]
    public void Each_key_is_told_with_before_and_after() => Assert.Equal(
        [
            new EntryChange("url", "http://x", "http://y"),
            new EntryChange("thresholds.api_warn_ms", null, "5"),
            new EntryChange("tags", "[a]", null),
        ],
        EntryChange.Between(Sheet("name: a\nurl: http://x\ntags: [a]\n"), Sheet("name: a # ours\nurl: \"http://y\"\nthresholds: {api_warn_ms: 5}\n")));

    [Fact]
    public void Another_way_to_write_the_same_is_no_change() =>
        Assert.Empty(EntryChange.Between(Sheet("tls: {verify: false}\ntags: [a, b]\n"), Sheet("# ours\ntags:\n  - a\n  - b\ntls:\n  verify: false\n")));

    [Fact]
    public void A_long_value_is_cut() =>
        Assert.Equal(120, EntryChange.Between(Sheet(""), Sheet($"body: {new string('a', 1000)}"))[0].After!.Length);

    private static EntrySheet Sheet(string yaml) => EntrySheet.Read(yaml, out _)!;
}
