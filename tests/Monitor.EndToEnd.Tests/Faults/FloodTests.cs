using System.Diagnostics;
using System.Globalization;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Faults;

/// <summary>Everything fails at once, and later recovers at once: mail gets digests, the webhook each alert (FAULTS R-21).</summary>
/// <remarks>Run by tests/long-form.sh. The small form needs no processes: <c>FloodTests</c> of Monitor.Actors.Tests.</remarks>
[Collection(Heavy.Name)]
public sealed class FloodTests
{
    private const int MostInOne = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private static int Checks => Numbers.Of("R21_CHECKS", 300);

    private static int GroupWait => Numbers.Of("R21_GROUP_WAIT", 10);

    [Fact(Explicit = true)]
    public async Task When_everything_fails_in_the_same_second_mail_gets_digests_and_the_webhook_each_alert_once()
    {
        var names = Enumerable.Range(1, Checks).Select(n => string.Create(CultureInfo.InvariantCulture, $"c{n:00000}")).ToArray();
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        await using var mail = await MailServer.StartAsync();
        await using var hook = await WebhookSink.StartAsync();
        var interval = Math.Max(2, Checks / 250);
        place.Write("checks.yaml", hook.Channel() + ChecksFile.Of(target, names, interval, extra: $"  notify: {{ group_wait: {GroupWait}s }}\n"));
        await using var monitor = await MonitorProcess.StartAsync(place, mail.Environment());
        await target.RoundsAsync(1, names);

        var failed = await PhaseAsync(monitor, mail, hook, "first_fail", names, () => target.Break(names));
        var recovered = await PhaseAsync(monitor, mail, hook, "recovered", names, () => target.Mend(names));

        var fewest = (Checks + MostInOne - 1) / MostInOne;
        TestContext.Current.SendDiagnosticMessage(
            "R-21: {0} checks every {1} s; {2}; {3}; webhook {4} posts, {5} keys; fewest possible digests {6}",
            Checks, interval, failed, recovered, OfChecks(hook).Count, OfChecks(hook).Select(post => post.Key).Distinct().Count(), fewest);
        Assert.Equal(2 * Checks, OfChecks(hook).Count);
        Assert.Equal(2 * Checks, OfChecks(hook).Select(post => post.Key).Distinct().Count());
        Assert.DoesNotContain(Inbox.Of(hook).ToldTwice, twice => twice.StartsWith("hook: c", StringComparison.Ordinal));
    }

    /// <returns>What happened, for people.</returns>
    private static async Task<string> PhaseAsync(MonitorProcess monitor, MailServer mail, WebhookSink hook, string word, string[] names, Action change)
    {
        var (before, from) = (mail.Accepted.Count, Stopwatch.GetTimestamp());
        change();
        await Eventually.Passes(() => Assert.Equal(names.Length, OfChecks(hook).Count(post => post.Event == word)), Patience);
        await Eventually.Passes(() => Assert.Equal(names.Length, Lines(mail, before).Count), Patience);
        var alerts = (await monitor.Api.EventsAsync()).Where(one => one.Kind == "alert" && one.Event.GetProperty("kind").GetString() == word).Select(one => one.Ts).ToList();
        var digests = mail.Accepted.Skip(before).Where(one => LinesOf(one).Any()).ToList();
        Assert.Equal(names, Lines(mail, before).Order(StringComparer.Ordinal));
        Assert.All(digests, digest => Assert.InRange(LinesOf(digest).Count(), 1, MostInOne));
        if (alerts.Max() - alerts.Min() < GroupWait)
            Assert.Equal((names.Length + MostInOne - 1) / MostInOne, digests.Count);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{alerts.Count} {word} raised within {alerts.Max() - alerts.Min():0.0} s, {digests.Count} digests ({string.Join("+", digests.Select(digest => LinesOf(digest).Count()))}), all told after {Stopwatch.GetElapsedTime(from).TotalSeconds:0} s");
    }

    private static List<string> Lines(MailServer mail, int skip) => [.. mail.Accepted.Skip(skip).SelectMany(LinesOf)];

    /// <summary>The check that each line is about: <c>09:00:00 UTC  [P1] c00001 first_fail: …</c>. What the monitor says of itself is none.</summary>
    private static IEnumerable<string> LinesOf(MailServer.Mail mail) => mail.Body.Contains(" UTC  [", StringComparison.Ordinal)
        ? mail.Body.Split('\n').Where(line => line.Contains(" UTC  [P1]", StringComparison.Ordinal)).Select(line => line.Split("] ", 2)[1].Split(' ')[0])
        : mail.Subject.StartsWith("[P1]", StringComparison.Ordinal) ? [mail.Subject.Split("] ", 2)[^1]] : [];

    private static List<WebhookSink.Post> OfChecks(WebhookSink hook) => [.. hook.Accepted.Where(post => post.Check.StartsWith('c'))];
}
