using Monitor.Actors.Config;

namespace Monitor.Actors.Tests.Config;

/// <summary>Tags of an entry are changed, and nothing else of it.</summary>
public sealed class TagChangeTests
{
    private static string Applied(TagChange change, string entry, params string[] tags)
    {
        Assert.True(change.TryApply(entry, [.. tags], out var tagged, out var why), why);
        return tagged;
    }

    private static TagChange Change(string add, string remove = "") =>
        new(add.Split(',', StringSplitOptions.RemoveEmptyEntries), remove.Split(',', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("name: a\ntype: job # ours\nurl: x\n", "name: a\ntype: job # ours\ntags: [db]\nurl: x\n")]
    [InlineData("name: a\ntags: [old, DB] # kept\n", "name: a\ntags: [DB] # kept\n")]
    [InlineData("name: a\ntags:\n  - one\n  - old # of last year\nurl: x\n", "name: a\ntags: [one, db]\nurl: x\n")]
    [InlineData("name: a\ntags: Old\n", "name: a\ntags: [db]\n")]
    [InlineData("name: a\ntags: [\"a: b\", \"${X}\"]\n", "name: a\ntags: [\"a: b\", \"${X}\", db]\n")]
    public void Nothing_else_of_an_entry_is_changed(string entry, string tagged) => Assert.Equal(tagged, Applied(Change("db", "old"), entry));

    /// <summary>An entry with tags of its own does not inherit any.</summary>
    [Fact]
    public void What_a_check_has_from_its_defaults_it_keeps() =>
        Assert.Equal("name: a\ntags: [berlin, db]\n", Applied(Change("db"), "name: a\n", "berlin"));

    [Fact]
    public void The_last_tag_leaves_an_empty_list_because_defaults_would_give_it_others() =>
        Assert.Equal("name: a\ntags: []\n", Applied(Change("", "berlin"), "name: a\n", "berlin"));

    [Theory]
    [InlineData("name: a\n")]
    [InlineData("name: a\ntags: [ x , DB ]\n")]
    public void What_has_them_already_is_not_touched(string entry) => Assert.Equal(entry, Applied(Change("db", "old"), entry, "db"));

    [Theory]
    [InlineData("", "", "add, remove: name at least one tag")]
    [InlineData("db", "x,DB", "add, remove: \"db\" is in both")]
    [InlineData("a\u0007", "", "add: a tag must have 1 to 40 printable characters and no comma")]
    [InlineData(" ", "", "add: a tag must have 1 to 40 printable characters and no comma")]
    [InlineData("a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u", "", "add, remove: at most 20 tags")]
    [InlineData("db, DB ,x", "y", null)]
    public void What_makes_no_sense_is_told(string add, string remove, string? fault) => Assert.Equal(fault, Change(add, remove).Fault);
}
