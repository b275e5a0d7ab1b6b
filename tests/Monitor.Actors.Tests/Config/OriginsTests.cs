using System.Collections.Immutable;
using Monitor.Actors.Config;
using static Monitor.Actors.Tests.Config.Support.SomeConfig;

namespace Monitor.Actors.Tests.Config;

/// <summary>Where each key of a check comes from, without a secret being told.</summary>
public sealed class OriginsTests
{
    private const string Main = """
        vars: [MOCKAPP_BASE]
        global:
          interval: 1m
          thresholds: { api_warn_ms: 10, api_crit_ms: 20 }
          timezone: Europe/Berlin
        defaults:
          all: { severity: "{SMTP_PASS}", success_by: "06:00" }
          types:
            http: { timeout: 3s }
          groups:
            shop:
              notify_on: [first_fail, recovered]
        checks:
          - name: a
            type: http
            url: "{MOCKAPP_BASE}/{SMTP_PASS}"
            group: Shop
            retries: null
            thresholds: { api_warn_ms: 5 }

        """;

    [Fact]
    public void Each_key_says_where_it_comes_from()
    {
        var told = Of("A").Where(key => key.Source != KeySource.BuiltIn).Select(key => $"{key.Key}: {key.Value} <- {key.Where}");
        Assert.Equal(
            [
                "name: a <- checks.yaml:14",
                "type: http <- checks.yaml:15",
                "url: \"{MOCKAPP_BASE}/{SMTP_PASS}\" <- checks.yaml:16",
                "group: Shop <- checks.yaml:17",
                "thresholds: { api_warn_ms: 5 } <- checks.yaml:19",
                "notify_on: [first_fail, recovered] <- defaults.groups.shop (checks.yaml:12)",
                "timeout: 3s <- defaults.types.http (checks.yaml:9)",
                "severity: \"{SMTP_PASS}\" <- defaults.all (checks.yaml:7)",
                "interval: 1m <- global (checks.yaml:3)",
                "thresholds.api_crit_ms: 20 <- global (checks.yaml:4)",
                "timezone: Europe/Berlin <- global (checks.yaml:5)",
            ],
            told);
        Assert.Contains(Of("a"), key => key is { Key: "retries", Value: "0", Source: KeySource.BuiltIn, Where: "built in" });
        Assert.DoesNotContain(Of("a"), key => key.Key == "success_by");
    }

    [Fact]
    public void Checks_of_other_files_and_of_the_board_are_found()
    {
        Assert.Contains(Of("b"), key => key is { Key: "type", Where: "checks.d/more.yaml:2" });
        Assert.Contains(Of("c"), key => key is { Key: "type", Where: "checks.d/board.yaml:1" });
        Assert.DoesNotContain(Of("c"), key => key is { Key: "severity", Source: not KeySource.BuiltIn });
        Assert.Empty(Of("nobody"));
        Assert.Empty(Of(""));
    }

    [Fact]
    public void A_token_that_is_written_out_is_not_told() =>
        Assert.Contains(Of("b"), key => key is { Key: "token", Value: "•••" });

    [Fact]
    public void Of_files_that_cannot_be_read_nothing_is_known() =>
        Assert.Empty(Origins.Of(new ConfigTexts(new SourceText("checks.yaml", "checks: ["), [], null, null), Around, "a"));

    private static ImmutableArray<KeyOrigin> Of(string name) => Origins.Of(
        new ConfigTexts(
            new SourceText("checks.yaml", Main),
            [new SourceText("checks.d/more.yaml", "checks:\n- { name: b, type: job, token: abc }\n")],
            new SourceText("checks.d/board.yaml", "checks: [{ name: c, type: job }]\n"),
            null),
        Around, name);
}
