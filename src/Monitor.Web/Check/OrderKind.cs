namespace Monitor.Web.Check;

/// <summary>What can be ordered for a while, in the words of its dialog.</summary>
/// <param name="Title">Before the check's name.</param>
/// <param name="Meaning">What follows from it.</param>
/// <param name="Open">How it may end without a time; null when it needs one.</param>
/// <param name="OpenEnds">When that is.</param>
/// <param name="Do">What the button says.</param>
public sealed record OrderKind(string Title, string Meaning, OrderPick? Open, string OpenEnds, string Do)
{
    public static OrderKind Pause { get; } = new(
        "Pause", "It is not looked at meanwhile, and the time does not count for uptime.",
        OrderPick.Open, "Ends when somebody resumes it", "Pause check");

    /// <summary>Always ends.</summary>
    public static OrderKind Maintenance { get; } = new(
        "Maintenance for", "It is looked at as ever, nobody is told, and the time does not count for uptime. What people do not know at the end is told then.",
        null, "", "Begin maintenance");

    /// <summary>Always ends, and always has a reason.</summary>
    public static OrderKind Silence { get; } = new(
        "Silence", "It is looked at as ever and counts for uptime, but nobody is told. What people do not know at the end is told then.",
        null, "", "Silence check")
    { NeedsNote = true };

    public static OrderKind Acknowledge { get; } = new(
        "Acknowledge", "You look after it: nobody is reminded of it and nobody else is told. The recovery is told as ever.",
        OrderPick.UntilOver, "Ends when it recovers", "Acknowledge");

    /// <summary>Whether it must be said why.</summary>
    public bool NeedsNote { get; private init; }

    /// <summary>The first is picked when the dialog opens.</summary>
    public IReadOnlyList<OrderPick> Picks => this == Acknowledge
        ? [OrderPick.UntilOver, OrderPick.TwoHours, OrderPick.Tomorrow]
        : Open is { } open ? [OrderPick.HalfHour, OrderPick.TwoHours, OrderPick.Tomorrow, open] : [OrderPick.HalfHour, OrderPick.TwoHours, OrderPick.Tomorrow];
}
