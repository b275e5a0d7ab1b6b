using Monitor.Actors.Config;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Config;

/// <summary>What may stand under <c>channels:</c>.</summary>
public sealed class ChannelReaderTests : IAsyncDisposable
{
    private readonly ChannelBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private string[] Faults(string channels, string global = "{}") =>
        [.. _bench.Reading(channels, global).Problems.Where(problem => problem.Place != "checks").Select(problem => problem.ToString())];

    [Fact]
    public void A_channel_has_a_name_a_type_and_the_keys_of_its_type()
    {
        var config = _bench.Reading("  - { name: ops hook, type: webhook, url: 'http://127.0.0.1/{SECRET}' }").Config;
        Assert.Equal("ops hook (webhook)", Assert.Single(config!.Channels).ToString());
    }

    [Theory]
    [InlineData("{ type: webhook, url: http://x/ }", "channels[0].name: missing")]
    [InlineData("{ name: email, type: webhook, url: http://x/ }", "email is the name of a channel that the environment sets up")]
    [InlineData("{ name: Email to ops, type: webhook, url: http://x/ }", "Email to ops is the name of a channel that the environment sets up")]
    [InlineData("{ name: Console, type: webhook, url: http://x/ }", "Console is the name of a channel that the environment sets up")]
    [InlineData("{ name: '', type: webhook, url: http://x/ }", "a name must not be empty")]
    [InlineData("{ name: \"a\\u202Eb\", type: webhook, url: http://x/ }", "printable")]
    [InlineData("{ name: a, type: webhok, url: http://x/ }", "did you mean webhook?")]
    [InlineData("{ name: a, type: webhook, url: http://x/, ulr: http://x/ }", "channels[0].ulr: unknown key")]
    [InlineData("{ name: a, type: webhook, url: ftp://x/ }", "expected an absolute http or https URL")]
    [InlineData("{ name: a, type: webhook, url: http://x/, json: { text: '{chek}' } }", "nothing is filled in for {chek}")]
    [InlineData("{ name: a, type: webhook, url: http://x/, secret: plain }", "a secret written here would be shown")]
    [InlineData("{ name: a, type: webhook, url: http://x/, headers: { Authorization: Bearer plain } }", "a secret written here would be shown")]
    [InlineData("{ name: a, type: webhook, url: 'http://x/{NOT_SET}' }", "{NOT_SET} is not set")]
    public void A_bad_channel_is_told(string channel, string fault) =>
        Assert.Contains(fault, Assert.Single(Faults($"  - {channel}")), StringComparison.Ordinal);

    [Fact]
    public void Names_are_unique_without_regard_to_case() => Assert.Contains(
        "there is a channel named \"OPS\" already",
        Assert.Single(Faults("  - { name: ops, type: webhook, url: http://x/ }\n  - { name: OPS, type: webhook, url: http://x/ }")), StringComparison.Ordinal);

    [Fact]
    public void Only_the_main_file_has_channels()
    {
        var reading = MonitorConfig.Read(
            new SourceText("checks.yaml", "checks: []\n"), null, Support.SomeConfig.Around,
            [new SourceText("checks.d/more.yaml", "channels: []\nchecks: []\n")]);
        Assert.Contains("only checks.yaml may say this", Assert.Single(reading.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_is_the_same_as_long_as_its_keys_and_its_secrets_are()
    {
        string Of(string keys, string? secret = null, string? board = null)
        {
            _bench.Variables["SECRET"] = secret ?? ChannelBench.Canary;
            _bench.Variables["BOARD_URL"] = board ?? "http://board.example/";
            return _bench.Channel(keys).Fingerprint;
        }

        var one = Of("type: webhook, url: 'http://x/{SECRET}', method: PUT");
        Assert.Equal(one, Of("method: PUT, type: webhook, url: 'http://x/{SECRET}'"));
        Assert.NotEqual(one, Of("type: webhook, url: 'http://x/{SECRET}', method: POST"));
        Assert.NotEqual(one, Of("type: webhook, url: 'http://x/{SECRET}', method: PUT", secret: "another"));
        Assert.NotEqual(one, Of("type: webhook, url: 'http://x/{SECRET}', method: PUT", board: "http://elsewhere.example/"));
    }

    [Fact]
    public void A_board_that_is_no_address_is_a_warning_that_does_not_show_it()
    {
        _bench.Variables["BOARD_URL"] = "board.example";
        var fault = Assert.Single(Faults("  - { name: a, type: webhook, url: http://x/ }"));
        Assert.Contains("BOARD_URL is not an http or https URL", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("board.example", fault, StringComparison.Ordinal);
    }
}
