using Monitor.Web.CommandLine;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.CommandLine;

public sealed class VerbsTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("validate")]
    [InlineData("validate", "--json", "checks.yaml")]
    [InlineData("valdate")]
    [InlineData("--help")]
    [InlineData("--version")]
    public void A_word_in_front_is_a_verb(params string[] arguments) => Assert.True(Verbs.AskedFor(arguments));

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("--start-empty")]
    [InlineData("--urls", "http://127.0.0.1:8502")]
    [InlineData("--urls=http://127.0.0.1:8502", "--start-empty")]
    [InlineData("urls=http://127.0.0.1:8502")]
    [InlineData("/urls", "http://127.0.0.1:8502")]
    public void Settings_start_the_monitor(params string[] arguments) => Assert.False(Verbs.AskedFor(arguments));

    [Theory]
    [InlineData("valdate")]
    [InlineData("validate", "--jsn")]
    [InlineData("validate", "--help", "--jsn")]
    public async Task What_nobody_knows_is_refused_in_a_few_words(params string[] arguments)
    {
        var called = await _shell.CallAsync(arguments);
        Assert.Equal(arguments.Contains("--help") ? 0 : 2, called.Code);
        if (called.Code == 2)
            Assert.Contains(arguments[^1], called.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_verb()
    {
        var called = await _shell.CallAsync("--help");
        Assert.Equal(0, called.Code);
        Assert.Contains("monitor", called.Out, StringComparison.Ordinal);
        Assert.Contains("validate", called.Out, StringComparison.Ordinal);
    }
}
