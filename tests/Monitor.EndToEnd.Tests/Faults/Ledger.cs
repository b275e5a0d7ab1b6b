using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Faults;

/// <summary>Joins what the target answered, what the journal decided and what the mail server got (FAULTS 4.0).</summary>
/// <remarks>Trusts neither the logs nor the monitor's own account of its deliveries.</remarks>
public sealed class Ledger(IReadOnlyList<MonitorApi.EventView> journal, IReadOnlyList<MailServer.Mail> mails)
{
    private readonly ILookup<string, MonitorApi.EventView> _diaries = journal.OrderBy(one => one.SequenceNr).ToLookup(one => one.Check);

    private IReadOnlyList<MonitorApi.EventView> Alerts { get; } = [.. journal.Where(one => one.Kind == "alert")];

    public int Transitions => journal.Count(IsTransition);

    /// <summary>Alerts that were decided and never came.</summary>
    public IReadOnlyList<string> Lost =>
        [.. Alerts.Where(alert => !mails.Any(mail => mail.Id == MessageId(alert))).Select(alert => Id(alert))];

    /// <summary>Messages that nobody decided.</summary>
    public IReadOnlyList<string> Unasked =>
        [.. mails.Where(mail => !Alerts.Any(alert => MessageId(alert) == mail.Id)).Select(mail => mail.Subject)];

    /// <summary>Messages that came again under the same id.</summary>
    public int Repeats => mails.Count - mails.Select(mail => mail.Id).Distinct().Count();

    /// <summary>The journal contradicts itself: each check goes down and recovers in turn, each turn is announced once.</summary>
    public IEnumerable<string> Contradictions()
    {
        foreach (var diary in _diaries)
        {
            var turns = diary.Where(IsTransition).ToList();
            for (var i = 0; i < turns.Count; i++)
                if (turns[i].Kind != (i % 2 == 0 ? "down" : "recovered"))
                    yield return $"{diary.Key}: turn {i} is {turns[i].Kind}";
            var wanted = turns.Select(turn => $"{Text(turn, "incident")}/{(turn.Kind == "down" ? "first_fail" : "recovered")}");
            var raised = diary.Where(one => one.Kind == "alert").Select(Id);
            if (!wanted.SequenceEqual(raised))
                yield return $"{diary.Key}: {turns.Count} turns, alerts {string.Join(", ", raised)}";
            foreach (var twice in diary.Where(one => one.Kind == "alert-delivered").GroupBy(Id).Where(group => group.Count() > 1))
                yield return $"{twice.Key}: settled {twice.Count()} times";
        }
    }

    /// <summary>Messages of a check that came in another order than its news.</summary>
    public IEnumerable<string> OutOfOrder() =>
        from diary in _diaries
        let raised = diary.Where(one => one.Kind == "alert").Select(MessageId).ToList()
        let came = mails.Select(mail => mail.Id).Distinct().Where(raised.Contains).ToList()
        where !came.SequenceEqual(raised.Where(came.Contains))
        select diary.Key;

    /// <summary>Answers that the monitor saw and judged, and that the journal knows nothing of.</summary>
    /// <param name="lives">From when to when the monitor ran.</param>
    /// <remarks>A check is asked again only after the last answer is judged and stored: so the next answer proves the one before.</remarks>
    public IEnumerable<string> Wrong(IEnumerable<ScriptedTarget.Answer> answers, IReadOnlyList<(long From, long To)> lives)
    {
        foreach (var seen in answers.GroupBy(answer => answer.Name))
        {
            var turns = _diaries[seen.Key].Where(IsTransition).ToList();
            foreach (var (answer, next) in seen.Zip(seen.Skip(1)))
            {
                if (!lives.Any(life => life.From <= answer.Timestamp && next.Timestamp <= life.To))
                    continue;
                var known = turns.LastOrDefault(turn => turn.Ts < next.At.ToUnixTimeMilliseconds() / 1000.0)?.Kind == "down";
                if (known != answer.Down)
                    yield return string.Create(CultureInfo.InvariantCulture, $"{seen.Key} was {(answer.Down ? "down" : "up")} at {answer.At:HH:mm:ss.fff}, the journal says {(known ? "down" : "up")} at {next.At:HH:mm:ss.fff}");
            }
        }
    }

    public static string MessageId(MonitorApi.EventView alert) =>
        $"<{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Id(alert)}|email")))[..40]}@monitor>";

    private static string Id(MonitorApi.EventView one) => Text(one, "id");

    private static string Text(MonitorApi.EventView one, string field) => one.Event.GetProperty(field).GetString()!; // always written

    private static bool IsTransition(MonitorApi.EventView one) => one.Kind is "down" or "recovered";
}
