using Monitor.Actors.Checks;

namespace Monitor.Actors.Health;

/// <summary>Counts dead letters by type; beyond <see cref="Most"/> types the rest count as <c>other</c>.</summary>
public sealed class DeadLetterTypes
{
    public const int Most = 50;

    private readonly Dictionary<string, KeyValuePair<string, object?>> _tags = [];

    public void Count(string type)
    {
        if (!_tags.TryGetValue(type, out var tag))
            tag = _tags.Count < Most ? _tags[type] = new("type", type) : new("type", "other");
        EngineMetrics.DeadLetters.Add(1, tag);
    }
}
