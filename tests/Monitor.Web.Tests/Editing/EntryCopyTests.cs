using Monitor.Web.Editing;

namespace Monitor.Web.Tests.Editing;

public sealed class EntryCopyTests
{
    [Fact]
    public void A_copy_has_a_name_that_is_free_and_all_else_as_it_was()
    {
        HashSet<string> taken = ["a", "a copy", "a copy 2"];
        Assert.Equal("# ours\nname: a copy 3 # the name\ntype: http\nurl: x\n", EntryCopy.Of("# ours\nname: a # the name\ntype: http\nurl: x\n", "a", taken.Contains));
    }

    [Fact]
    public void A_token_is_not_copied() =>
        Assert.Equal("name: a copy\ntype: push\ntoken:\nperiod: 1h", EntryCopy.Of("name: a\ntype: push\ntoken: •••\nperiod: 1h", "a", _ => false));
}
