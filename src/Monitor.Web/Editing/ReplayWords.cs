using Monitor.Actors.Config;
using Monitor.Actors.Replays;
using Monitor.Web.Shared;

namespace Monitor.Web.Editing;

/// <summary>What a replay came to, in a line.</summary>
public static class ReplayWords
{
    public static string Of(ReplayOutcome outcome) => outcome.Failures == 0 && outcome.Alerts == 0
        ? "never down, no alert"
        : $"{Counted.Of(outcome.Failures, "failure")}, down for {Spans.Short(outcome.Down)}, {Counted.Of(outcome.Alerts, "alert")}{(outcome.Held > 0 ? $", {outcome.Held} held back" : "")}";
}
