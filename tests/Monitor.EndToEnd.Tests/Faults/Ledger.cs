using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Faults;

/// <summary>Joins what the target answered, what the journal decided and what the receivers got (FAULTS 4.0).</summary>
/// <remarks>Trusts neither the logs nor the monitor's own account of its deliveries.</remarks>
internal sealed class Ledger(IReadOnlyList<MonitorApi.EventView> journal, params Inbox[] inboxes)
{
    private readonly ILookup<string, MonitorApi.EventView> _diaries = journal.OrderBy(one => one.SequenceNr).ToLookup(one => one.Check);

    private IReadOnlyList<MonitorApi.EventView> Alerts { get; } = [.. journal.Where(one => one.Kind == "alert")];

    public int Transitions => journal.Count(IsTransition);

    /// <summary>Alerts that were decided for a channel and never came there.</summary>
    public IReadOnlyList<string> Lost =>
    [
        .. from inbox in inboxes
           let came = inbox.Messages.Select(message => message.Key).ToHashSet()
           from alert in Alerts
           where ChannelsOf(alert).Contains(inbox.Channel) && !came.Contains(Key(alert, inbox.Channel))
           select $"{inbox.Channel}: {Id(alert)}",
    ];

    /// <summary>Messages that nobody decided.</summary>
    public IReadOnlyList<string> Unasked =>
    [
        .. from inbox in inboxes
           let asked = Alerts.Select(alert => Key(alert, inbox.Channel)).ToHashSet()
           from message in inbox.Messages
           where !asked.Contains(message.Key)
           select $"{inbox.Channel}: {message.Check} {message.Event}",
    ];

    /// <summary>News that a receiver got again under another key, so that it cannot drop it.</summary>
    public IReadOnlyList<string> ToldTwice => [.. inboxes.SelectMany(inbox => inbox.ToldTwice)];

    /// <summary>Messages that came again under the same key.</summary>
    public int Repeats => inboxes.Sum(inbox => inbox.Repeats);

    /// <summary>All of it in a line for people.</summary>
    public string Figures => string.Join(
        "; ",
        inboxes.Select(inbox => $"{inbox.Channel}: {inbox.Messages.Count} messages, {inbox.Repeats} duplicate_same_key, {inbox.ToldTwice.Count} duplicate_new_key")
            .Prepend($"{Transitions} transitions, {Alerts.Count} alerts, {Lost.Count} lost, {Unasked.Count} unasked"));

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
            foreach (var twice in diary.Where(one => one.Kind == "alert-delivered").GroupBy(one => $"{Id(one)} {Text(one, "channel")}").Where(group => group.Count() > 1))
                yield return $"{twice.Key}: settled {twice.Count()} times";
        }
    }

    /// <summary>Messages of a check that came in another order than its news.</summary>
    public IEnumerable<string> OutOfOrder() =>
        from inbox in inboxes
        let came = inbox.News.Select((message, place) => (message.Key, place)).ToDictionary(one => one.Key, one => one.place)
        from diary in _diaries
        let places = diary.Where(one => one.Kind == "alert").Select(one => Key(one, inbox.Channel)).Where(came.ContainsKey).Select(key => came[key]).ToList()
        where !places.SequenceEqual(places.Order())
        select $"{inbox.Channel}: {diary.Key}";

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

    private static string Key(MonitorApi.EventView alert, string channel) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Id(alert)}|{channel}")))[..40];

    private static IEnumerable<string> ChannelsOf(MonitorApi.EventView alert) =>
        alert.Event.GetProperty("channels").EnumerateArray().Select(channel => channel.GetString()!); // always written

    private static string Id(MonitorApi.EventView one) => Text(one, "id");

    private static string Text(MonitorApi.EventView one, string field) => one.Event.GetProperty(field).GetString()!; // always written

    private static bool IsTransition(MonitorApi.EventView one) => one.Kind is "down" or "recovered";
}
