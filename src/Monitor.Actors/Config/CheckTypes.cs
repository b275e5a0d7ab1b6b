using System.Collections.Frozen;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Remedies;

namespace Monitor.Actors.Config;

/// <summary>The types of checks, remedies and channels that YAML can name.</summary>
public sealed class CheckTypes(IEnumerable<ICheckType> checks, IEnumerable<IRemedyType> remedies, IEnumerable<IChannelType>? channels = null)
{
    public FrozenDictionary<string, ICheckType> Checks { get; } = checks.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    public FrozenDictionary<string, IRemedyType> Remedies { get; } = remedies.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    public FrozenDictionary<string, IChannelType> Channels { get; } = (channels ?? []).ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>The type named by <c>type:</c>, or a problem that says what there is.</summary>
    internal static T? Read<T>(YamlSection keys, FrozenDictionary<string, T> known, string kind)
        where T : class
    {
        var name = keys.Text("type");
        if (string.IsNullOrWhiteSpace(name))
            return null;
        if (known.TryGetValue(name, out var type))
            return type;
        var all = $"known: {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}";
        var meant = Suggestion.Nearest(name, known.Keys);
        keys.Problem("type", $"unknown {kind} {Shown.Quoted(name)}", meant is null ? all : $"did you mean {meant}? ({all})");
        return null;
    }
}
