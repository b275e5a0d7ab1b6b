using Monitor.Actors.Alerts.Channels;

namespace Monitor.Actors.Tests.Alerts;

public sealed class EmailOptionsTests
{
    private static (EmailOptions? Options, List<string> Problems) Read(params (string Key, string Value)[] environment)
    {
        List<string> problems = [];
        return (EmailOptions.Read(environment.ToDictionary(pair => pair.Key, pair => pair.Value), problems.Add), problems);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Without_a_host_there_is_no_mail(string host) => Assert.Null(Read(("SMTP_HOST", host), ("SMTP_PORT", "nonsense")).Options);

    [Fact]
    public void A_host_is_enough()
    {
        var (options, problems) = Read(("SMTP_HOST", "mail.example"));
        Assert.Empty(problems);
        Assert.NotNull(options);
        Assert.Equal(("mail.example", 587, EmailSecurity.StartTls, null), (options.Host, options.Port, options.Security, options.User));
        Assert.Equal("monitor@demo.local", options.From.Address);
        Assert.Equal(["ops@example.com"], options.To.Select(to => to.Address));
        Assert.Equal(TimeSpan.FromSeconds(30), options.Timeout);
    }

    [Fact]
    public void Port_465_is_encrypted_from_the_first_byte() =>
        Assert.Equal(EmailSecurity.Implicit, Read(("SMTP_HOST", "m"), ("SMTP_PORT", "465")).Options!.Security); // has a host

    [Theory]
    [InlineData("starttls", EmailSecurity.StartTls)]
    [InlineData("IMPLICIT", EmailSecurity.Implicit)]
    [InlineData("none", EmailSecurity.None)]
    public void The_protection_can_be_chosen(string word, EmailSecurity expected) =>
        Assert.Equal(expected, Read(("SMTP_HOST", "m"), ("SMTP_TLS", word)).Options!.Security); // has a host

    [Fact]
    public void There_may_be_several_recipients() =>
        Assert.Equal(
            ["a@example.com", "b@example.com", "c@example.com"],
            Read(("SMTP_HOST", "m"), ("MAIL_TO", "a@example.com, Bee <b@example.com>; c@example.com")).Options!.To.Select(to => to.Address)); // has a host

    [Fact]
    public void One_who_is_named_twice_gets_one_mail() =>
        Assert.Equal(["a@example.com"], Read(("SMTP_HOST", "m"), ("MAIL_TO", "a@example.com, A <A@Example.com>")).Options!.To.Select(to => to.Address)); // has a host

    [Fact]
    public void More_recipients_than_alerts_can_be_settled_with_are_a_problem() => Assert.Equal(
        ["MAIL_TO: holds 51 mail addresses, more than 50; name a mailing list"],
        Read(("SMTP_HOST", "m"), ("MAIL_TO", string.Join(',', Enumerable.Range(0, 51).Select(n => $"u{n}@example.com")))).Problems);

    [Fact]
    public void Every_problem_is_told_at_once() =>
        Assert.Equal(
            [
                "SMTP_PORT: expected a number from 1 to 65535, got \"70000\"",
                "SMTP_TLS: expected starttls, implicit or none, got \"ssl\"",
                "MAIL_FROM: \"nobody\" is not a mail address",
                "MAIL_TO: \"also nobody\" is not a mail address",
                "SMTP_TIMEOUT_S: expected a number from 1 to 300, got \"soon\"",
            ],
            Read(
                ("SMTP_HOST", "m"), ("SMTP_PORT", "70000"), ("SMTP_TLS", "ssl"), ("MAIL_FROM", "nobody"),
                ("MAIL_TO", "a@example.com,also nobody"), ("SMTP_TIMEOUT_S", "soon")).Problems);

    [Fact]
    public void A_mail_without_a_recipient_is_a_problem() =>
        Assert.Equal(["MAIL_TO: holds no mail address"], Read(("SMTP_HOST", "m"), ("MAIL_TO", ", ;")).Problems);

    [Fact]
    public void A_password_is_never_printed() =>
        Assert.DoesNotContain("hunter2", Read(("SMTP_HOST", "m"), ("SMTP_USER", "u"), ("SMTP_PASS", "hunter2")).Options!.ToString(), StringComparison.Ordinal); // has a host
}
