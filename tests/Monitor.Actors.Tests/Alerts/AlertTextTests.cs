using System.Text.Json;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Channels;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Alerts;

/// <summary>The words of the original, to the byte (PARITY N1-N3).</summary>
public sealed class AlertTextTests
{
    private static Alert An(
        AlertKind kind = AlertKind.FirstFail, string check = "api-availability", string severity = "P1",
        string? details = """{"status_code":503,"body":"{\"status\":\"down\"}"}""") =>
        new("api-availability/1/first_fail", CheckName.Of(check), kind, severity, Some.T0, "HTTP 503, expected 200", details);

    [Theory]
    [InlineData(AlertKind.FirstFail, "[P1][FIRST_FAIL] api-availability")]
    [InlineData(AlertKind.Recovered, "[P1][RECOVERED] api-availability")]
    [InlineData(AlertKind.DeadlineMiss, "[P1][DEADLINE_MISS] api-availability")]
    public void A_subject_says_how_bad_what_and_who(AlertKind kind, string subject) => Assert.Equal(subject, AlertText.Subject(An(kind)));

    [Fact]
    public void A_body_is_the_original_s() => Assert.Equal(
        "api-availability -> first_fail\n\nDetails:\n{'status_code': 503, 'body': '{\"status\":\"down\"}'}",
        AlertText.Body(An()));

    [Fact]
    public void Without_details_the_body_says_so_as_the_original_did() =>
        Assert.Equal("api-availability -> recovered\n\nDetails:\n{}", AlertText.Body(An(AlertKind.Recovered, details: null)));

    [Fact]
    public void Details_that_are_not_json_are_shown_as_they_are()
    {
        var alert = An(details: """{"max":{MAX},"a":"<b>"}""");
        Assert.Equal("api-availability -> first_fail\n\nDetails:\n{\"max\":{MAX},\"a\":\"<b>\"}", AlertText.Body(alert));
        Assert.Contains("pre-wrap\">{&quot;max&quot;:{MAX},&quot;a&quot;:&quot;&lt;b&gt;&quot;}</pre>", AlertHtml.Of(alert, AlertWords.Of(alert, null)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_console_shows_what_would_have_been_sent()
    {
        using var output = new StringWriter { NewLine = "\n" };
        Assert.Equal(new Delivery.Sent(), await new ConsoleNotifier(output).SendAsync(An(), CancellationToken.None));
        Assert.Equal(
            "\n=== EMAIL (console fallback) ===\n[P1][FIRST_FAIL] api-availability\napi-availability -> first_fail\n\n"
            + "Details:\n{'status_code': 503, 'body': '{\"status\":\"down\"}'}\n=== END EMAIL ===\n\n",
            output.ToString());
    }

    [Theory]
    [InlineData("P1\r\nBcc: evil@example.com")]
    [InlineData("P1\u2028x")]
    [InlineData("P1\u0000x\u001b[31m")]
    public void A_subject_is_one_line(string severity)
    {
        var subject = AlertText.Subject(An(severity: severity));
        Assert.DoesNotContain(subject, c => char.IsControl(c) || c is '\u2028' or '\u2029');
        Assert.StartsWith("[P1 ", subject, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_is_at_most_180_characters()
    {
        var subject = AlertText.Subject(An(severity: new string('P', 300)));
        Assert.Equal(180, subject.Length);
        Assert.EndsWith("…", subject, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_id_is_the_same_on_every_attempt_and_differs_by_channel_and_alert()
    {
        Assert.Equal("747ede27cb418c2e9d23e50a6de5d44809acdf4b@monitor", AlertText.MessageId(An(), "email"));
        Assert.NotEqual(AlertText.MessageId(An(), "email"), AlertText.MessageId(An(), "pager"));
        Assert.NotEqual(AlertText.MessageId(An(), "email"), AlertText.MessageId(An() with { Id = "api-availability/2/first_fail" }, "email"));
    }

    [Theory]
    [InlineData("true", "True")]
    [InlineData("false", "False")]
    [InlineData("null", "None")]
    [InlineData("12.50", "12.50")]
    [InlineData("\"plain\"", "'plain'")]
    [InlineData("\"it's\"", "\"it's\"")]
    [InlineData("\"say \\\"hi\\\"\"", "'say \"hi\"'")]
    [InlineData("\"it's \\\"so\\\"\"", "'it\\'s \"so\"'")]
    [InlineData("\"a\\\\b\\n\\t\\r\\u001b\"", "'a\\\\b\\n\\t\\r\\x1b'")]
    [InlineData("\"grün ✓\"", "'grün ✓'")]
    [InlineData("{}", "{}")]
    [InlineData("[]", "[]")]
    [InlineData("{\"a\":[1,null,{\"b\":true}],\"c\":\"d\"}", "{'a': [1, None, {'b': True}], 'c': 'd'}")]
    public void Details_read_as_python_would_print_them(string json, string expected)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Equal(expected, PythonRepr.Of(document.RootElement));
    }

    [Fact]
    public void What_comes_late_says_so_in_mails_and_chats_and_keeps_its_words()
    {
        var alert = new Alert("a/1/first_fail", Some.Name, AlertKind.FirstFail, "P2", Some.T0, "refused", null);
        var late = alert with { Delay = AlertWords.Delay(TimeSpan.FromMinutes(14), "connection refused") };
        Assert.Equal($"{AlertText.Body(alert)}\n\ndelayed 14 min: connection refused", AlertText.Body(late));
        Assert.EndsWith("at 2026-03-02 09:00:00 UTC, delayed 14 min: connection refused", AlertWords.Of(late, null).Text, StringComparison.Ordinal);
        Assert.Null(AlertWords.Delay(TimeSpan.FromSeconds(119), "connection refused"));
        Assert.Equal("delayed 3 h 0 min", AlertWords.Delay(TimeSpan.FromHours(3), null));
    }
}
