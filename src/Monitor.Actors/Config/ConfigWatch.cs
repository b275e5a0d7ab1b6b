namespace Monitor.Actors.Config;

/// <summary>Decides when changed content is complete: when it was the same at two looks at least <see cref="Settle"/> apart.</summary>
/// <remarks>Looks at content only, so every way of saving is noticed and a touched file is not a change.</remarks>
/// <param name="Reported">The hash of what is known already.</param>
/// <param name="Pending">The hash of what was seen since and may still be changing.</param>
public sealed record ConfigWatch(string? Reported, string? Pending = null, DateTimeOffset Since = default)
{
    public static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(300);

    /// <summary>What follows from seeing <paramref name="hash"/>, and whether it is to be reported now.</summary>
    public (ConfigWatch Next, bool Changed) See(string hash, DateTimeOffset at) => hash switch
    {
        _ when hash == Reported => (new ConfigWatch(Reported), false),
        _ when hash != Pending => (this with { Pending = hash, Since = at }, false),
        _ when at - Since >= Settle => (new ConfigWatch(hash), true),
        _ => (this, false),
    };
}
