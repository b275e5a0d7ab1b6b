using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using static Monitor.Actors.Tests.History.HistoryHouse;

namespace Monitor.Actors.Tests.History;

public sealed class StateFileTests : IDisposable
{
    private const string OneDown =
        """{"api":{"status":"FAIL","first_failed_at":1736423990.5,"last_changed_at":1736423990.5,"consecutive_failures":2,"last_notification_at":null}}""";

    private readonly HistoryHouse _house = new();
    private readonly BoardHub _hub = new();
    private readonly FakeTimeProvider _time = new(Noon);

    public void Dispose() => _house.Dispose();

    private string StatePath => _house.PathOf("state.json");

    [Fact]
    public void The_text_has_the_fields_of_the_original_and_leaves_out_checks_without_a_result()
    {
        var board = Board(
            Down, Tile("größe") with { Status = CheckStatus.Ok, Since = Noon, LastNotificationAt = Noon.AddSeconds(1) }, Tile("new"));

        Assert.Equal(
            OneDown[..^1]
            + ""","größe":{"status":"OK","first_failed_at":null,"last_changed_at":1736424000.0,"consecutive_failures":0,"last_notification_at":1736424001.0}}""",
            StateText.Of(board));
    }

    [Fact]
    public async Task The_file_follows_the_board_once_a_second()
    {
        await using var file = NewFile();
        file.Start();
        _hub.Publish(Board(Down));
        Assert.False(File.Exists(StatePath));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(OneDown, await File.ReadAllTextAsync(StatePath, Limit));
        Assert.False(File.Exists(StatePath + ".tmp"));
    }

    [Fact]
    public async Task What_the_file_does_not_tell_does_not_write_it()
    {
        await using var file = NewFile();
        file.Start();
        _hub.Publish(Board(Down));
        _time.Advance(TimeSpan.FromSeconds(1));
        File.Delete(StatePath);

        _hub.Publish(Board(Down with { LatencyMs = 99 }));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(File.Exists(StatePath));

        _hub.Publish(Board());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("{}", await File.ReadAllTextAsync(StatePath, Limit));
    }

    [Fact]
    public async Task A_file_of_the_original_stays_until_there_is_a_result()
    {
        await File.WriteAllTextAsync(StatePath, OneDown, Limit);
        await using var file = NewFile();
        file.Start();
        _hub.Publish(Board(Tile("api")));
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(OneDown, await File.ReadAllTextAsync(StatePath, Limit));
    }

    [Theory]
    [InlineData("""{"api":""")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task A_corrupt_file_is_kept_under_another_name(string corrupt)
    {
        await File.WriteAllTextAsync(StatePath, corrupt, Limit);
        await using var file = NewFile();
        file.Start();

        Assert.False(File.Exists(StatePath));
        Assert.Equal(corrupt, await File.ReadAllTextAsync(StatePath + ".corrupt-1736424000", Limit));
    }

    [Fact]
    public async Task The_last_board_is_written_at_the_end()
    {
        var file = NewFile();
        file.Start();
        _hub.Publish(Board(Down));
        await file.DisposeAsync();

        Assert.Equal(OneDown, await File.ReadAllTextAsync(StatePath, Limit));
    }

    private static CheckTile Down => Tile("api") with
    {
        Status = CheckStatus.Fail,
        Since = Noon.AddSeconds(-9.5),
        FirstFailedAt = Noon.AddSeconds(-9.5),
        ConsecutiveFailures = 2,
    };

    private StateFile NewFile() => new(StatePath, _hub, _time, NullLogger<StateFile>.Instance);

    private static BoardSnapshot Board(params ImmutableArray<CheckTile> tiles) => new() { Tiles = tiles };

    private static CheckTile Tile(string name) => new()
    {
        Name = CheckName.Of(name),
        Type = "http",
        Target = "http://localhost",
        Severity = "P1",
        Source = new CheckSource(CheckOrigin.File, "checks.yaml", 1),
        Interval = TimeSpan.FromSeconds(30),
        Yaml = "",
    };
}
