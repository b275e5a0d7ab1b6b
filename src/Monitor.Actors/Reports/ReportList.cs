using System.Collections.Immutable;
using Monitor.Actors.Journal;

namespace Monitor.Actors.Reports;

/// <summary>All that was made, who has signed it off, and what is still to be delivered; immutable.</summary>
public sealed record ReportList
{
    public static ReportList None { get; } = new();

    /// <summary>Newest last.</summary>
    public ImmutableList<ReportHead> Heads { get; init; } = [];

    /// <summary>The place of each in <see cref="Heads"/>.</summary>
    private ImmutableDictionary<string, int> Places { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>How each report is planned, by name.</summary>
    public ImmutableDictionary<string, ReportPlan> Plans { get; init; } = ImmutableDictionary<string, ReportPlan>.Empty;

    /// <summary>Messages that some channel has neither taken nor refused, oldest first.</summary>
    public ImmutableList<ReportMessage> Open { get; init; } = [];

    public ReportHead? Find(string id) => Places.TryGetValue(id, out var place) ? Heads[place] : null;

    /// <summary>The last that was made of that name because it was due; null when there is none.</summary>
    public ReportHead? LastDue(string name) => Heads.FindLast(head => head.Due is not null && head.Name == name);

    /// <param name="number">Its place in the journal of the reports.</param>
    public ReportList Apply(ReportEvent happened, long number) => happened switch
    {
        ReportEvent.Planned e => Plan(e.Name, new ReportPlan(e.Schedule, e.At)),
        ReportEvent.Dropped e => this with { Plans = Plans.Remove(e.Name) },
        ReportEvent.Skipped e => Done(e.Name, e.Due),
        ReportEvent.Made e => Made(e, number),
        ReportEvent.Signed e => Change(e.Id, head => head with { Signed = new SignOff(e.At, e.By, e.Note) }) with { Open = Open.RemoveAll(message => message.Report == e.Id && message.Number > 0) },
        ReportEvent.Reminded e => Change(e.Id, head => head with { Reminders = e.Number, LastRemindedAt = e.At }).Send(Find(e.Id), e.At, e.Number, e.Channels, null),
        ReportEvent.Held e => Settle(e.Message, e.Channel, new ReportDelivery(e.Channel, DeliveryState.Waiting, e.At, e.Reason)),
        ReportEvent.Delivered e => Settle(e.Message, e.Channel, new ReportDelivery(e.Channel, DeliveryState.Delivered, e.At, e.Answer)),
        ReportEvent.Abandoned e => Settle(e.Message, e.Channel, new ReportDelivery(e.Channel, DeliveryState.Abandoned, e.At, e.Reason)),
        _ => this,
    };

    private ReportList Made(ReportEvent.Made made, long number)
    {
        var head = ReportHead.Of(made.Report, number);
        var list = this with { Heads = Heads.Add(head), Places = Places.SetItem(head.Id, Heads.Count) };
        return (head.Due is { } due ? list.Done(head.Name, due) : list).Send(head, made.At, 0, made.Report.Channels, made.Report);
    }

    private ReportList Send(ReportHead? head, DateTimeOffset at, int number, ImmutableArray<string> channels, MorningReport? content) =>
        head is null || channels.IsEmpty ? this : this with { Open = Open.Add(new ReportMessage(head.Id, number, at, channels.ToImmutableDictionary(channel => channel, _ => (string?)null), content)) };

    private ReportList Settle(string id, string channel, ReportDelivery delivery)
    {
        var at = Open.FindIndex(message => message.Id == id);
        if (at < 0)
            return this;
        var message = Open[at];
        var left = message with
        {
            Waiting = delivery.State == DeliveryState.Waiting ? message.Waiting.SetItem(channel, delivery.Said) : message.Waiting.Remove(channel),
        };
        var list = message.Number > 0 ? this : Change(message.Report, head => head with { Deliveries = [.. head.Deliveries.Select(one => one.Channel == channel ? delivery : one)] });
        return list with { Open = left.Waiting.IsEmpty ? Open.RemoveAt(at) : Open.SetItem(at, left) };
    }

    private ReportList Change(string id, Func<ReportHead, ReportHead> change) =>
        Places.TryGetValue(id, out var place) ? this with { Heads = Heads.SetItem(place, change(Heads[place])) } : this;

    private ReportList Plan(string name, ReportPlan plan) => this with { Plans = Plans.SetItem(name, plan) };

    /// <summary>What was due until then is not owed any more.</summary>
    private ReportList Done(string name, DateTimeOffset due) =>
        Plans.TryGetValue(name, out var plan) ? Plan(name, plan with { DoneUntil = due > plan.DoneUntil ? due : plan.DoneUntil }) : this;
}

/// <summary>When a report is made, as it was planned last.</summary>
/// <param name="Schedule">In words.</param>
/// <param name="DoneUntil">What was due until then is done, or nobody's business.</param>
public sealed record ReportPlan(string Schedule, DateTimeOffset DoneUntil);

/// <summary>A report without its content.</summary>
/// <param name="Number">Its place in the journal of the reports, where its content is.</param>
public sealed record ReportHead(
    string Id, string Name, DateTimeOffset At, string Zone, DateTimeOffset? Due, string? By, string Headline, ReportCounts Counts, DateTimeOffset? SignOffBy, long Number)
{
    /// <summary>How far it has come on each of its channels.</summary>
    public ImmutableArray<ReportDelivery> Deliveries { get; init; } = [];

    /// <summary>Null while nobody has signed it off.</summary>
    public SignOff? Signed { get; init; }

    /// <summary>How often its channels were reminded.</summary>
    public int Reminders { get; init; }

    public DateTimeOffset? LastRemindedAt { get; init; }

    public static ReportHead Of(MorningReport report, long number) => new(
        report.Id, report.Name, report.At, report.Zone, report.Due, report.By, report.Headline, report.Counts, report.SignOffBy, number)
    {
        Deliveries = [.. report.Channels.Select(channel => new ReportDelivery(channel, DeliveryState.Waiting, report.At, null))],
    };
}

/// <summary>Who has signed a report off, and what they said.</summary>
public sealed record SignOff(DateTimeOffset At, string By, string? Note);

/// <summary>How far a report has come on one channel.</summary>
/// <param name="Said">What the receiver said, or why it waits or was given up.</param>
public sealed record ReportDelivery(string Channel, DeliveryState State, DateTimeOffset At, string? Said);

/// <summary>A message that is under way: a report, or a reminder of one.</summary>
/// <param name="Number">0 for the report, otherwise which reminder it is.</param>
/// <param name="Waiting">The channels that have not settled it, and why not if they said.</param>
/// <param name="Content">Null for a reminder.</param>
public sealed record ReportMessage(string Report, int Number, DateTimeOffset At, ImmutableDictionary<string, string?> Waiting, MorningReport? Content)
{
    /// <summary>The same on every attempt, and after every restart.</summary>
    public string Id => IdOf(Report, Number);

    public static string IdOf(string report, int number) => number == 0 ? $"report/{report}" : $"report/{report}/reminder/{number}";
}
