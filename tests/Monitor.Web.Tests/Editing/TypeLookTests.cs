using Monitor.Web.Editing;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Editing;

public sealed class TypeLookTests
{
    public static TheoryData<string> Types => AllTypes.Names;

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_is_in_the_picker_in_words(string type)
    {
        var look = Assert.Single(TypeLook.All(AllTypes.Checks), look => look.Type == type);
        Assert.NotEmpty(look.Text);
        Assert.NotEqual("Others", look.Group);
    }

    [Theory]
    [InlineData("maria", "mysql")]
    [InlineData("CERTIFICATE", "tls")]
    [InlineData(" backup ", "push")]
    public void A_type_is_found_by_what_it_does(string search, string type) =>
        Assert.Equal([type], TypeLook.All(AllTypes.Checks).Where(look => look.Matches(search)).Select(look => look.Type));
}
