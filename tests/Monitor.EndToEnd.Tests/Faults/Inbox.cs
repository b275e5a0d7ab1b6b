using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Faults;

/// <summary>What the receiver of a channel took, in order, repeats included.</summary>
internal sealed record Inbox(string Channel, IReadOnlyList<Inbox.Message> Messages)
{
    public static Inbox Of(MailServer mail) => new("email", [.. mail.Accepted.Select(one => new Message(KeyOf(one.Id), CheckOf(one.Subject), EventOf(one.Subject)))]);

    public static Inbox Of(WebhookSink hook) => new("hook", [.. hook.Accepted.Select(one => new Message(one.Key, one.Check, one.Event))]);

    /// <summary>As a receiver sees it that drops repeats.</summary>
    public IEnumerable<Message> News => Messages.DistinctBy(message => message.Key);

    /// <summary>Messages that came again under the same key.</summary>
    public int Repeats => Messages.Count - News.Count();

    /// <summary>The same news twice in a row of one check, under different keys: somebody was told twice.</summary>
    public IReadOnlyList<string> ToldTwice =>
    [
        .. from of in News.GroupBy(message => message.Check)
           from pair in of.Zip(of.Skip(1))
           where pair.First.Event == pair.Second.Event
           select $"{Channel}: {of.Key} {pair.First.Event}",
    ];

    /// <param name="id">Such as <c>&lt;key@monitor&gt;</c>.</param>
    private static string KeyOf(string id) => id.TrimStart('<').Split('@')[0];

    /// <param name="subject">Such as <c>[P1][FIRST_FAIL] a01</c>.</param>
    private static string CheckOf(string subject) => subject.Split("] ", 2)[^1];

    private static string EventOf(string subject) => subject.Split("][")[^1].Split(']')[0].ToLowerInvariant();

    /// <param name="Key">The same on every attempt.</param>
    public sealed record Message(string Key, string Check, string Event);
}
