using System.Globalization;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Remedies;

/// <summary>How a remedy's effect reads; pure.</summary>
public static class RemedyWords
{
    /// <summary>What a recovery is put down to; null when nothing is known.</summary>
    public static string? Cure(CheckEvent.Recovered recovery) => recovery.Cure ?? (recovery.After is { } remedy ? $"after {remedy} ran" : null);

    /// <summary>Such as <c>fixed by http_post after 12 s, 1st try</c>.</summary>
    public static string Cure(CheckEvent.RemedyJudged judged) => $"fixed by {judged.Action} after {Time(judged.Seconds)}, {Ordinal(judged.Try)} try";

    public static string Of(CheckEvent.RemedyJudged judged) => judged.Effect switch
    {
        RemedyEffect.Fixed => $"Remedy {judged.Action} fixed it after {Time(judged.Seconds)}, {Ordinal(judged.Try)} try",
        RemedyEffect.DidNotHelp => $"Remedy {judged.Action} did not help: {judged.Reason}",
        RemedyEffect.MadeWorse => $"Remedy {judged.Action} made it worse: {judged.Reason}",
        _ => $"Whether remedy {judged.Action} helped is not known: {judged.Reason}",
    };

    private static string Time(double seconds) => seconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s"),
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
    };

    private static string Ordinal(int number) => (number % 100, number % 10) switch
    {
        ( >= 11 and <= 13, _) => $"{number}th",
        (_, 1) => $"{number}st",
        (_, 2) => $"{number}nd",
        (_, 3) => $"{number}rd",
        _ => $"{number}th",
    };
}
