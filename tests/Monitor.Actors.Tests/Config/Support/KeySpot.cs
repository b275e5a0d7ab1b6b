using System.Collections.Immutable;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Tests.Config.Support;

/// <summary>A mapping that may stand somewhere in the file: where, with which keys, and how to write it there.</summary>
internal sealed record KeySpot(string Place, ImmutableArray<ConfigKey> Keys, Func<string, string> Write)
{
    /// <summary>The spots of a whole shape, itself first.</summary>
    public static IEnumerable<KeySpot> All(KeyShape shape) => Of(shape, "", text => text).SelectMany(spot => spot.WithInner());

    public string PlaceOf(ConfigKey key) => Place.Length > 0 ? $"{Place}.{key.Name}" : key.Name;

    /// <summary>The keys that were asked for here while <paramref name="root"/> was read.</summary>
    public ISet<string> AskedIn(YamlSection root) => Sections(root).Where(section => section.Place == Place).SelectMany(section => section.Asked).ToHashSet();

    public override string ToString() => Place;

    private static IEnumerable<YamlSection> Sections(YamlSection root) => root.Taken.SelectMany(Sections).Prepend(root);

    private IEnumerable<KeySpot> WithInner() =>
        Keys.SelectMany(key => Of(key.Shape, PlaceOf(key), value => Write($"{{ {key.Name}: {value} }}"))).SelectMany(spot => spot.WithInner()).Prepend(this);

    private static IEnumerable<KeySpot> Of(KeyShape shape, string place, Func<string, string> write) => shape switch
    {
        KeyShape.Mapping mapping => [new KeySpot(place, mapping.Keys, write)],
        KeyShape.ByType kinds => kinds.Own.Select(kind => new KeySpot(place, kinds.KeysOf(kind.Keys), map => write($"{{ type: {kind.Type}, {map[1..]}"))),
        KeyShape.Items items => Of(items.Item, $"{place}[0]", item => write($"[{item}]")),
        KeyShape.NameMap map => Of(map.Each, $"{place}.x", value => write($"{{ x: {value} }}")),
        KeyShape.OneOf either => either.Shapes.SelectMany(one => Of(one, place, write)),
        _ => [],
    };
}
