using System.Globalization;
using Monitor.Actors.Alerts;

namespace Monitor.Actors.Health;

/// <summary>What people are told about the monitor itself, in words of its own; pure.</summary>
public static class EngineNotice
{
    public static AlertNotice Of(EngineProblemChange change)
    {
        var (word, problem) = (Word(change.Problem.Kind), change.Problem);
        var began = problem.Since.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        return change.HasEnded
            ? new($"[MONITOR] no longer {word}", $"The monitor itself is no longer {word}.\n\nIt began at {began} and lasted {Lasted(change.At - problem.Since)}.\nLast seen: {problem.Text}\n")
            : new($"[MONITOR] {word}: {problem.Text}", $"The monitor itself is {word}: {problem.Text}\n\nSince {began}. {Meaning(problem.Kind)}\nThis says nothing about the targets of the checks.\n");
    }

    /// <summary>The banner on the board.</summary>
    public static string Banner(EngineProblem problem) => $"the monitor is {Word(problem.Kind)}: {problem.Text}";

    private static string Word(EngineProblemKind kind) => kind switch
    {
        EngineProblemKind.Overloaded => "overloaded",
        EngineProblemKind.Stalled => "stalled",
        EngineProblemKind.Storage => "unable to store",
        EngineProblemKind.Blind => "blind",
        _ => "dropping results",
    };

    private static string Meaning(EngineProblemKind kind) => kind switch
    {
        EngineProblemKind.Overloaded => "Checks run later or less often than configured: failures are noticed late.",
        EngineProblemKind.Stalled => "These checks are not watched at present and show NO DATA.",
        EngineProblemKind.Storage => "Checks go on; what they decide and see waits until it can be stored, and alerts about them wait with it.",
        EngineProblemKind.Blind => "Checks that cannot be reached show NO DATA until the control targets can be reached again.",
        _ => "Checks and alerts go on; charts and uptime will have gaps.",
    };

    private static string Lasted(TimeSpan span) => span.TotalHours >= 1
        ? $"{(int)span.TotalHours} h {span.Minutes} m"
        : $"{(int)span.TotalMinutes} m {span.Seconds} s";
}
