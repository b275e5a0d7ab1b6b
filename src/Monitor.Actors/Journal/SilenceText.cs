using System.Globalization;
using Monitor.Actors.Alerts.Silences;

namespace Monitor.Actors.Journal;

/// <summary>Says in a sentence what happened to a silence.</summary>
internal static class SilenceText
{
    public static (DateTimeOffset At, string Text) Of(SilenceEvent happened) => (happened.At, happened switch
    {
        SilenceEvent.Begun { Silence: var silence } => string.Create(
            CultureInfo.InvariantCulture, $"Silenced by {silence.By}: {silence.Match}, until {silence.Until.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {silence.Reason}"),
        SilenceEvent.Ended ended => $"Silence {ended.Id} ended by {ended.By}",
        _ => "",
    });
}
