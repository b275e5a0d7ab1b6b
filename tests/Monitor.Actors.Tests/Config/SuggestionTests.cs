using Monitor.Actors.Config;

namespace Monitor.Actors.Tests.Config;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("wbe", "web")] // two letters swapped
    [InlineData("serverity", "severity")] // one too many
    [InlineData("Intervall", "interval")]
    [InlineData("urll", "url")]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    public void The_nearest_word_is_suggested_if_it_is_near(string typed, string? meant) =>
        Assert.Equal(meant, Suggestion.Nearest(typed, ["interval", "severity", "url", "web"]));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "abc", 3)] // no letter is touched twice
    [InlineData("abcd", "badc", 2)]
    public void A_distance_counts_what_must_be_changed(string from, string to, int distance) => Assert.Equal(distance, Suggestion.Distance(from, to));
}
