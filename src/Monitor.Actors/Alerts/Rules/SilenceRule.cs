using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts.Rules;

/// <summary>What somebody has silenced is told to nobody; what people do not know when it ends is told then.</summary>
public static class SilenceRule
{
    public const string Name = "silence";

    public static Holding? Holds(HoldingFacts facts) => facts.Silence switch
    {
        { IsKnown: false } => new(Name, "waits until the silences are read from the journal"),
        { Active: { } silence } => new(Name, $"silenced by {silence.By} until {ClockText.Of(silence.Until, facts.Now, facts.Definition.Zone)}: {silence.Reason}"),
        _ => null,
    };
}
