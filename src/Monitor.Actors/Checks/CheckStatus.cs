namespace Monitor.Actors.Checks;

/// <summary>Where a check stands; <see cref="Unknown"/> means not observed, which is not the same as down.</summary>
/// <remarks>The numbers are stored in the results table and must not change.</remarks>
public enum CheckStatus
{
    Unknown = 0,
    Ok = 1,
    Warn = 2,
    Fail = 3,
}
