namespace Monitor.Actors.Checks.Assertions.Conditions;

/// <summary>Says where a text stops being a condition, why, and what to write instead.</summary>
internal sealed class ConditionFault(int position, string fault, string fix) : Exception(fault)
{
    /// <summary>Zero-based, in UTF-16 units.</summary>
    public int Position { get; } = position;

    public string Fix { get; } = fix;
}
