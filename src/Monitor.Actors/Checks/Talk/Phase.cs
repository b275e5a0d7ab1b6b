namespace Monitor.Actors.Checks.Talk;

/// <summary>What a probe is about, for the text when its time is over.</summary>
public sealed class Phase(string text)
{
    public string Text { get; set; } = text;
}
