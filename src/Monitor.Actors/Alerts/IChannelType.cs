using System.Collections.Immutable;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Alerts;

/// <summary>A kind of channel that can be named in YAML as the <c>type:</c> of an entry under <c>channels:</c>.</summary>
/// <remarks>
/// One instance makes the channels of its type. The house keeps queue, order, backoff, ids and settlement, and takes what
/// placeholders brought in out of whatever a channel answers.
/// </remarks>
public interface IChannelType
{
    /// <summary>The word after <c>type:</c>.</summary>
    string Name { get; }

    /// <summary>A complete entry in flow YAML, secrets as placeholders; a contract test loads it.</summary>
    string Example { get; }

    /// <summary>The type's own keys, each of which <see cref="Read"/> asks for.</summary>
    ImmutableArray<ConfigKey> Keys => [];

    /// <summary>Whether it runs programs on this machine, which the file has to allow.</summary>
    bool RunsPrograms => false;

    /// <summary>Whether what it tells of stays open at the receiver until it is told of the end.</summary>
    bool OpensIncidents => false;

    /// <summary>Takes the channel's own keys; problems are reported through <paramref name="keys"/>, never thrown.</summary>
    object Read(YamlSection keys);

    /// <summary>The channel of that definition; nothing is connected yet.</summary>
    INotifier Make(ChannelDefinition channel);
}

/// <summary>Base of channel types whose settings are a <typeparamref name="TSpec"/>.</summary>
public abstract class ChannelType<TSpec>(string name) : IChannelType
    where TSpec : notnull
{
    public string Name { get; } = name;

    public abstract string Example { get; }

    public virtual ImmutableArray<ConfigKey> Keys => [];

    public virtual bool RunsPrograms => false;

    public virtual bool OpensIncidents => false;

    object IChannelType.Read(YamlSection keys) => Read(keys);

    INotifier IChannelType.Make(ChannelDefinition channel) => Make(channel, (TSpec)channel.Spec);

    protected abstract TSpec Read(YamlSection keys);

    protected abstract INotifier Make(ChannelDefinition channel, TSpec spec);
}
