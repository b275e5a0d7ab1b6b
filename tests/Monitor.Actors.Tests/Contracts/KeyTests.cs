using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;
using Monitor.Actors.Tests.Config.Support;
using Monitor.Actors.Tests.Support;
using TempFolder = Monitor.Actors.Tests.Support.TempFolder;

namespace Monitor.Actors.Tests.Contracts;

/// <summary>What is said of a key is what reading does: asked for exactly where it is described, within its limits, missed when required.</summary>
public sealed class KeyTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;

    public KeyTests() => _services = EngineHost.Build(_folder.Path);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    private CheckTypes Types => _services.GetRequiredService<CheckTypes>();

    /// <summary>Every mapping that the file may hold, and how it is read alone.</summary>
    private IEnumerable<(KeySpot Spot, Func<string, YamlSection> Read)> Spots =>
    [
        .. Of(KeyShape.Section(GlobalSettings.Keys), keys => GlobalSettings.Read(keys)),
        .. Of(KeyShape.Section(MaintenanceReader.SharedKeys), keys => MaintenanceReader.ReadShared(keys, null)),
        .. Of(ChannelReader.Shape(Types), keys => ChannelReader.ReadOne(keys, Types, allowCommands: true, null, [])),
        .. Of(EntryReader.Shape(Types), ReadEntry),
    ];

    private static IEnumerable<(KeySpot, Func<string, YamlSection>)> Of(KeyShape shape, Action<YamlSection> read) =>
        KeySpot.All(shape).Select(spot => (spot, (Func<string, YamlSection>)(map =>
        {
            var keys = YamlSection.Of(spot.Write(map));
            read(keys);
            return keys;
        })));

    private void ReadEntry(YamlSection keys)
    {
        var around = new ConfigSurroundings(Types, ImmutableDictionary<string, string>.Empty, TimeZoneInfo.Utc);
        var context = new EntryContext(GlobalSettings.Default, around, new Placeholders(around.Environment), CheckOrigin.File, "");
        EntryReader.Read(YamlMap.Empty, keys, context, "text");
    }

    [Fact]
    public void Exactly_the_keys_that_are_described_are_asked_for()
    {
        var wrong = Spots.Select(one => (one.Spot, Asked: one.Spot.AskedIn(one.Read("{}"))))
            .Select(one => (one.Spot,
                Silent: string.Join(", ", one.Asked.Except(one.Spot.Keys.Select(key => key.Name)).Order()),
                Idle: string.Join(", ", one.Spot.Keys.Select(key => key.Name).Except(one.Asked).Order())))
            .Where(one => one.Silent.Length + one.Idle.Length > 0)
            .Select(one => $"{one.Spot.Write("{}")}: read but not described: {one.Silent}; described but not read: {one.Idle}");
        None(wrong);
    }

    [Fact]
    public void What_is_required_is_missed() => None(
        from one in Spots
        from key in one.Spot.Keys
        where key is { Required: true, Name: not "type" } && !Faults(one, "{}", key).Any(fault => fault.Contains("missing", StringComparison.Ordinal))
        select $"{one.Spot.PlaceOf(key)} of {one.Spot.Write("{}")}");

    [Fact]
    public void Limits_are_those_of_the_reader() => None(
        from one in Spots
        from key in one.Spot.Keys
        where key is not { Name: "type", Required: true }
        from value in Values(key.Shape)
        where value.Good == Faults(one, $"{{ {key.Name}: {value.Text} }}", key).Any(IsAboutRange)
        select $"{one.Spot.Write($"{{ {key.Name}: {value.Text} }}")} should {(value.Good ? "" : "not ")}do");

    [Fact]
    public void A_default_may_be_written_too() => None(
        from one in Spots
        from key in one.Spot.Keys
        where key.Default is not null
        from fault in Faults(one, $"{{ {key.Name}: {key.Default} }}", key).Where(IsAboutRange)
        select $"{one.Spot.PlaceOf(key)}: {key.Default}: {fault}");

    [Fact]
    public void Every_key_says_what_it_means() => Assert.All(Spots.SelectMany(one => one.Spot.Keys), key =>
    {
        Assert.NotEmpty(key.Meaning);
        Assert.False(key.Required && key.Default is not null, key.Name);
        Assert.False(key.Default is not null && key.Absent is not null, key.Name);
    });

    /// <summary>Shows all of them, not the first five.</summary>
    private static void None(IEnumerable<string> wrong) => Assert.Equal("", string.Join('\n', wrong));

    private static IEnumerable<string> Faults((KeySpot Spot, Func<string, YamlSection> Read) one, string map, ConfigKey key)
    {
        var place = one.Spot.PlaceOf(key);
        return one.Read(map).Problems().Where(problem => problem.Place == place || problem.Place.StartsWith($"{place}[", StringComparison.Ordinal)).Select(problem => problem.Fault);
    }

    private static bool IsAboutRange(string fault) =>
        fault.StartsWith("expected ", StringComparison.Ordinal) || fault.StartsWith("unknown ", StringComparison.Ordinal);

    /// <summary>The ends of a range and what is just beyond; all words and one that is none of them.</summary>
    private static IEnumerable<(string Text, bool Good)> Values(KeyShape shape) => shape switch
    {
        KeyShape.WholeNumber(var min, var max) => [($"{min}", true), ($"{max}", true), ($"{min - 1L}", false), ($"{max + 1L}", false), ("word", false)],
        KeyShape.Time(var min, var max) => [(Ms(min), true), (Ms(max), true), (Ms(max + TimeSpan.FromSeconds(1)), false), ("word", false), .. min > TimeSpan.Zero ? [(Ms(min / 2), false)] : Array.Empty<(string, bool)>()],
        KeyShape.Words(var words) => [.. words.Select(word => ($"'{word}'", true)), ("nonsense", false)],
        KeyShape.TrueOrFalse => [("true", true), ("false", true), ("yes", false)],
        KeyShape.Items(var item, var orOne) => Values(item).Select(value => (orOne ? value.Text : $"[{value.Text}]", value.Good)),
        _ => [],
    };

    private static string Ms(TimeSpan time) => FormattableString.Invariant($"{time.TotalMilliseconds}ms");
}
