using MimeKit;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Channels;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Alerts.Channels;

/// <summary>What is in a mail, as an SMTP server gets it.</summary>
public sealed class EmailNotifierTests : IAsyncDisposable
{
    private readonly MailSink _sink = new();
    private readonly Dictionary<string, string> _environment;

    public EmailNotifierTests() => _environment = _sink.Environment;

    public ValueTask DisposeAsync() => _sink.DisposeAsync();

    private async Task<MimeMessage> Sent(Alert alert)
    {
        var options = EmailOptions.Read(_environment, Assert.Fail);
        var notifier = Assert.Single(EmailNotifier.Of(options!, TimeProvider.System)); // it has a host
        Assert.IsType<Delivery.Sent>(await notifier.SendAsync(alert, TestContext.Current.CancellationToken));
        return await _sink.NextAsync();
    }

    [Fact]
    public async Task The_text_has_the_words_of_the_original_and_the_page_beside_it_says_more()
    {
        var mail = await Sent(ChannelBench.An());
        Assert.Equal("[P1][FIRST_FAIL] db-health", mail.Subject);
        Assert.Equal("multipart/alternative", mail.Body!.ContentType.MimeType); // it has parts
        Assert.Equal("db-health -> first_fail\n\nDetails:\n{'status_code': 503, 'body': 'down'}", mail.TextBody!.ReplaceLineEndings("\n").TrimEnd()); // one of them
        foreach (var part in new[] { "[P1] db-health failed", "HTTP 503, expected 200", "since 2026-03-02 09:00:00 UTC", "href=\"https://board.example/check/db-health\"", "&quot;status_code&quot;: 503" })
            Assert.Contains(part, mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_a_target_says_is_markup_or_a_header()
    {
        const string Evil = "<script>alert(1)</script><img src=x onerror=y>\" ' &amp;\r\nBcc: evil@example.com\r\n\r\n.\r\nQUIT";
        var mail = await Sent(ChannelBench.An(reason: Evil) with { Details = System.Text.Json.JsonSerializer.Serialize(new { body = Evil }) });
        Assert.DoesNotContain("<script", mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Empty(mail.Bcc);
        Assert.Equal(["Body", "Content", "Date", "From", "MIME", "Message", "Subject", "To"], mail.Headers.Select(header => header.Field.Split('-')[0]).Append("Body").Append("Content").Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_several_recipients_each_has_a_channel_and_sees_who_else_is_told()
    {
        _environment["MAIL_TO"] = "a@example.com, Bee <b@example.com>";
        var notifiers = EmailNotifier.Of(EmailOptions.Read(_environment, Assert.Fail)!, TimeProvider.System).ToList(); // it has a host
        Assert.Equal(["email", "email to a@example.com", "email to b@example.com"], notifiers.Select(notifier => notifier.Name));
        Assert.Equal([false, true, true], notifiers.Select(notifier => EmailNotifier.IsForOne(notifier.Name)));

        var mails = new List<MimeMessage>();
        foreach (var notifier in notifiers)
        {
            Assert.IsType<Delivery.Sent>(await notifier.SendAsync(ChannelBench.An(), TestContext.Current.CancellationToken));
            mails.Add(await _sink.NextAsync());
        }

        Assert.Equal(["a@example.com", "b@example.com", "a@example.com", "b@example.com"], _sink.Recipients);
        Assert.All(mails, mail => Assert.Equal(["a@example.com", "b@example.com"], mail.To.Mailboxes.Select(to => to.Address)));
        Assert.Single(mails.Select(mail => mail.MessageId).Distinct());
    }

    [Fact]
    public async Task What_the_monitor_says_of_itself_is_a_page_too()
    {
        var mail = await Sent(ChannelBench.An() with { Details = null, Notice = new AlertNotice("[MONITOR] overloaded", "The monitor itself is <overloaded>.\n\nSince 09:00.\n") });
        Assert.Equal("[MONITOR] overloaded", mail.Subject);
        Assert.StartsWith("The monitor itself is <overloaded>.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("The monitor itself is &lt;overloaded&gt;.<br>", mail.HtmlBody, StringComparison.Ordinal);
    }
}
