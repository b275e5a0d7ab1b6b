using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts.Silences;

/// <summary>Where the silences are looked up: one actor writes, every check reads.</summary>
/// <remarks>Thread-safe; nobody asks an actor, so none can hold up another.</remarks>
public sealed class SilenceBook
{
    private volatile SilenceList? _list;

    /// <summary>Null until the journal was read: then nobody knows what is silenced.</summary>
    public SilenceList? Current => _list;

    /// <summary>One that is read, and in which nothing is silenced.</summary>
    public static SilenceBook Empty() => new() { _list = SilenceList.None };

    public void Publish(SilenceList list) => _list = list;

    /// <summary>How a check stands with them.</summary>
    public SilenceStanding Of(CheckDefinition check, DateTimeOffset now) =>
        _list is { } list ? list.All.IsEmpty ? SilenceStanding.None : new(list.Of(check, now), IsKnown: true) : SilenceStanding.NotRead;
}

/// <summary>Whether a check is silenced.</summary>
/// <param name="Active">Null when it is not.</param>
/// <param name="IsKnown">False while the journal is being read.</param>
public readonly record struct SilenceStanding(Silence? Active, bool IsKnown)
{
    public static SilenceStanding None { get; } = new(null, IsKnown: true);

    public static SilenceStanding NotRead { get; } = new(null, IsKnown: false);
}
