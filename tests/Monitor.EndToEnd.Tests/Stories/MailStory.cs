using Microsoft.Playwright;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Stories;

/// <summary>Alerts by mail, and a mail server that is away, refuses, hangs or cannot be trusted.</summary>
public sealed class MailStory(Browser browser)
{
    private static readonly TimeSpan Backoff = TimeSpan.FromSeconds(90); // 10 + 20 + 40 s, and some

    [Fact]
    public async Task With_the_mail_server_away_the_board_says_so_and_afterwards_each_message_comes_once_and_in_order()
    {
        string[] names = ["one", "two", "three"];
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        await using var mail = await MailServer.StartAsync();
        await mail.StopAsync();
        place.Write("checks.yaml", ChecksFile.Of(target, [.. names, "steady"]));
        await using var monitor = await MonitorProcess.StartAsync(place, mail.Environment());
        await using var window = await browser.OpenAsync();
        await window.GoAsync(monitor.Url);

        await FailAndRecoverAsync(window, target, names);
        await Window.ShowsAsync(window.Test("troubles"), "email not delivered, ");
        await Window.ShowsAsync(window.Test("troubles"), "queued");
        window.ServerIsAway = true;
        await monitor.KillAsync();
        await monitor.StartAsync();
        await Window.ShowsAsync(window.Test("troubles"), "email not delivered, ");
        await window.LiveAsync();
        window.ServerIsAway = false;
        await FailAndRecoverAsync(window, target, names);
        Assert.Empty(mail.Accepted);

        await mail.StartAsync();
        await Eventually.Passes(() => Assert.True(mail.Accepted.Count >= 12, $"{mail.Accepted.Count} messages"), Backoff);
        await Assertions.Expect(window.Test("troubles")).ToHaveCountAsync(0);
        await target.RoundsAsync(2, [.. names, "steady"]);
        Assert.Equal(12, mail.Accepted.Count);
        Assert.Equal(12, mail.Accepted.Select(one => one.Id).Distinct().Count());
        Assert.All(names, name => Assert.Equal(
            [$"[P1][FIRST_FAIL] {name}", $"[P1][RECOVERED] {name}", $"[P1][FIRST_FAIL] {name}", $"[P1][RECOVERED] {name}"],
            mail.Accepted.Select(one => one.Subject).Where(subject => subject.EndsWith($" {name}", StringComparison.Ordinal))));
        window.AssertClean();
    }

    [Fact]
    public async Task A_message_has_the_words_of_the_original_and_goes_to_every_recipient()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        await using var mail = await MailServer.StartAsync();
        target.Break("shop");
        place.Write("checks.yaml", ChecksFile.Of(target, ["shop"]));
        await using var monitor = await MonitorProcess.StartAsync(place, ToBoth(mail));

        await Eventually.Passes(() => Assert.Equal(2, mail.Accepted.Count));
        Assert.Equal(["boss@example.com", "ops@example.com"], mail.Accepted.Select(one => Assert.Single(one.To)).Order(StringComparer.Ordinal));
        Assert.Single(mail.Accepted.Select(one => one.Id).Distinct());
        var message = mail.Accepted[0];
        Assert.Equal("[P1][FIRST_FAIL] shop", message.Subject);
        Assert.Equal("shop -> first_fail\n\nDetails:\n{'status_code': 503, 'body': '{\"ok\":false}'}", message.Body.TrimEnd());
        Assert.Equal("monitor@example.com", message.From);
        Assert.DoesNotContain("console fallback", monitor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recipient_who_is_refused_for_now_gets_it_later_and_the_others_once_and_at_once()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        await using var mail = await MailServer.StartAsync();
        mail.Behave("later boss@example.com");
        target.Break("shop");
        place.Write("checks.yaml", ChecksFile.Of(target, ["shop", "bank"]));
        await using var monitor = await MonitorProcess.StartAsync(place, ToBoth(mail));

        string[] Told(string who) => [.. mail.Accepted.Where(one => one.To.Contains(who)).Select(one => one.Subject)];
        await Eventually.Passes(async () => Assert.Contains(
            "email to boss@example.com", Assert.Single(await monitor.Api.EventsAsync("shop"), one => one.Kind == "alert-held").Text, StringComparison.Ordinal));
        target.Break("bank");
        string[] both = ["[P1][FIRST_FAIL] shop", "[P1][FIRST_FAIL] bank"];
        await Eventually.Passes(async () => Assert.Contains(await monitor.Api.EventsAsync("bank"), one => one.Kind == "alert-delivered"));
        Assert.Equal(both, Told("ops@example.com"));
        await monitor.KillAsync();
        await monitor.StartAsync();
        await Eventually.Passes(async () => Assert.Contains("email to boss@example.com: not delivered, 2 queued", await monitor.Api.TextAsync("api/channels"), StringComparison.Ordinal));
        Assert.Empty(Told("boss@example.com"));

        mail.Behave("normal");
        await Eventually.Passes(() => Assert.Equal(both.Order(StringComparer.Ordinal), Told("boss@example.com").Order(StringComparer.Ordinal)), Backoff);
        target.Mend("shop", "bank");
        await Eventually.Passes(() => Assert.Equal(8, mail.Accepted.Count));
        Assert.Equal(4, mail.Accepted.Select(one => one.Id).Distinct().Count());
        Assert.Equal(both, Told("ops@example.com")[..2]);
    }

    [Fact]
    public async Task A_server_that_refuses_after_data_gets_the_same_message_again()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        await using var mail = await MailServer.StartAsync();
        mail.Behave("refuse");
        target.Break("shop");
        place.Write("checks.yaml", ChecksFile.Of(target, ["shop"]));
        await using var monitor = await MonitorProcess.StartAsync(place, mail.Environment());

        await Eventually.Passes(() => Assert.NotEmpty(mail.Refused));
        await Eventually.Passes(async () => Assert.Contains(await monitor.Api.EventsAsync("shop"), one => one.Kind == "alert-held"));
        Assert.DoesNotContain(await monitor.Api.EventsAsync("shop"), one => one.Kind == "alert-delivered");
        mail.Behave("normal");
        await Eventually.Passes(() => Assert.Single(mail.Accepted), Backoff);
        await Eventually.Passes(async () => Assert.Single(await monitor.Api.EventsAsync("shop"), one => one.Kind == "alert-delivered"));
        Assert.Equal([mail.Accepted[0].Id], mail.Refused.Select(one => one.Id).Distinct());
        Assert.EndsWith("@monitor>", mail.Accepted[0].Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_hangs_delays_no_check()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        await using var mail = await MailServer.StartAsync();
        mail.Behave("hang");
        var names = ChecksFile.Names("c", 10);
        place.Write("checks.yaml", ChecksFile.Of(target, names));
        await using var monitor = await MonitorProcess.StartAsync(place, mail.Environment());
        await target.RoundsAsync(1, names);

        target.Break(names);
        await Eventually.Passes(() => Assert.NotEmpty(mail.Refused));
        var from = TimeProvider.System.GetTimestamp();
        var before = target.Answers.Count;
        await target.RoundsAsync(5, names);
        var rounds = (target.Answers.Count - before) / (double)names.Length;
        var seconds = TimeProvider.System.GetElapsedTime(from).TotalSeconds;
        Assert.True(rounds >= seconds - 2, $"{rounds:0.0} rounds of 1 s in {seconds:0.0} s");
        Assert.Single(mail.Refused.Select(one => one.Id).Distinct()); // one connection, one message at a time
        Assert.All(await monitor.Api.ChecksAsync(), check => Assert.Equal("FAIL", check.Status));
    }

    [Fact]
    public async Task A_message_that_is_refused_for_good_is_given_up_and_the_next_one_is_sent()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        await using var mail = await MailServer.StartAsync();
        mail.Behave("never poison");
        target.Break("poison");
        place.Write("checks.yaml", ChecksFile.Of(target, ["poison", "shop"]));
        await using var monitor = await MonitorProcess.StartAsync(place, mail.Environment());

        await Eventually.Passes(async () =>
        {
            var given = Assert.Single(await monitor.Api.EventsAsync("poison"), one => one.Kind == "alert-abandoned");
            Assert.Contains("554", given.Text, StringComparison.Ordinal);
        });
        target.Break("shop");
        await Eventually.Passes(() => Assert.Equal(["[P1][FIRST_FAIL] shop"], mail.Accepted.Select(one => one.Subject)), TimeSpan.FromSeconds(20));
        target.Mend("poison", "shop");
        await Eventually.Passes(() => Assert.Equal(2, mail.Accepted.Count));
        await target.RoundsAsync(2, "poison", "shop");
        Assert.Single(mail.Refused);
        Assert.DoesNotContain(mail.Accepted, one => one.Subject.Contains("poison", StringComparison.Ordinal)); // never announced, never called off
    }

    [Fact]
    public async Task A_server_without_starttls_gets_no_password_and_the_board_says_why()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        await using var mail = await MailServer.StartAsync();
        target.Break("shop");
        place.Write("checks.yaml", ChecksFile.Of(target, ["shop"]));
        var environment = mail.Environment("starttls");
        environment["SMTP_USER"] = "ops";
        environment["SMTP_PASS"] = "correct horse";
        await using var monitor = await MonitorProcess.StartAsync(place, environment);
        await using var window = await browser.OpenAsync();
        await window.GoAsync(monitor.Url);

        await Window.ShowsAsync(window.Test("troubles"), "STARTTLS");
        Assert.Contains("EHLO", mail.Conversation, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("AUTH PLAIN", mail.Conversation, StringComparison.Ordinal);
        Assert.DoesNotContain("AUTH LOGIN", mail.Conversation, StringComparison.Ordinal);
        Assert.Empty(mail.Accepted);
        Assert.Empty(mail.Refused);
        window.AssertClean();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Starttls_is_used_with_a_certificate_that_is_trusted_and_refused_with_another(bool trusted)
    {
        Needs.OpenSsl();
        using var place = new Workplace();
        await MakeCertificateAsync(place);
        await using var target = await ScriptedTarget.StartAsync();
        await using var mail = await MailServer.StartAsync(place.Path("certificate.pem"), place.Path("key.pem"));
        target.Break("shop");
        place.Write("checks.yaml", ChecksFile.Of(target, ["shop"]));
        var environment = mail.Environment("starttls");
        if (trusted)
            environment["SSL_CERT_FILE"] = place.Path("certificate.pem");
        await using var monitor = await MonitorProcess.StartAsync(place, environment);

        if (trusted)
        {
            await Eventually.Passes(() => Assert.True(Assert.Single(mail.Accepted).Tls));
            return;
        }

        await Eventually.Passes(async () =>
            Assert.Contains("TLS", Assert.Single(await monitor.Api.EventsAsync("shop"), one => one.Kind == "alert-held").Text, StringComparison.Ordinal));
        Assert.Empty(mail.Accepted);
    }

    [Theory]
    [InlineData("correct horse", true)]
    [InlineData("battery staple", false)]
    public async Task With_tls_from_the_first_byte_the_monitor_logs_in(string password, bool known)
    {
        Needs.OpenSsl();
        using var place = new Workplace();
        await MakeCertificateAsync(place);
        await using var target = await ScriptedTarget.StartAsync();
        await using var mail = await MailServer.StartAsync(place.Path("certificate.pem"), place.Path("key.pem"), "implicit");
        target.Break("shop");
        place.Write("checks.yaml", ChecksFile.Of(target, ["shop"]));
        var environment = mail.Environment("implicit");
        (environment["SMTP_USER"], environment["SMTP_PASS"]) = ("ops", password);
        environment["SSL_CERT_FILE"] = place.Path("certificate.pem");
        await using var monitor = await MonitorProcess.StartAsync(place, environment);

        if (known)
        {
            await Eventually.Passes(() => Assert.Equal((true, "ops"), (Assert.Single(mail.Accepted).Tls, mail.Accepted[0].Login)));
            return;
        }

        await Eventually.Passes(async () => Assert.Contains(
            "login refused", Assert.Single(await monitor.Api.EventsAsync("shop"), one => one.Kind == "alert-held").Text, StringComparison.Ordinal));
        Assert.Empty(mail.Accepted);
        Assert.DoesNotContain(password, monitor.Output + string.Concat((await monitor.Api.EventsAsync("shop")).Select(one => one.Text)), StringComparison.Ordinal);
    }

    private static async Task MakeCertificateAsync(Workplace place)
    {
        await using var openssl = new ChildProgram(
            "openssl", "openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", "key.pem", "-out", "certificate.pem",
                "-subj", "/CN=mail.test", "-addext", "subjectAltName=IP:127.0.0.1",
            ],
            place.Folder);
        Assert.Equal(0, await openssl.ExitAsync());
    }

    private static Dictionary<string, string> ToBoth(MailServer mail) => new(mail.Environment()) { ["MAIL_TO"] = "ops@example.com, boss@example.com" };

    private static async Task FailAndRecoverAsync(Window window, ScriptedTarget target, string[] names)
    {
        target.Break(names);
        foreach (var name in names)
            await window.CardShowsAsync(name, "FAIL");
        target.Mend(names);
        foreach (var name in names)
            await window.CardShowsAsync(name, "OK");
    }
}
