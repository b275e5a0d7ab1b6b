namespace Monitor.EndToEnd.Tests.Faults;

/// <summary>Tests that want the processor for themselves: one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class Heavy
{
    public const string Name = "heavy";
}
