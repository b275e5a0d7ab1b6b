using System.Collections.Immutable;

namespace Monitor.Actors.Config;

/// <summary>All that reading a configuration depends on besides its text.</summary>
/// <param name="Environment">What fills <c>{NAME}</c>: the real environment over <c>.env</c>.</param>
/// <param name="LocalZone">In which clock times are meant unless the configuration says otherwise.</param>
public sealed record ConfigSurroundings(
    CheckTypes Types, IReadOnlyDictionary<string, string> Environment, TimeZoneInfo LocalZone)
{
    /// <summary>Ports of this machine that no entry from the board may ask.</summary>
    public ImmutableHashSet<int> OwnPorts { get; init; } = [];

    public YamlLimits Limits { get; init; } = YamlLimits.Default;
}
