using System.Text.Json;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Journal;

public sealed class StoredStateTests
{
    private static readonly CheckDefinition Check = Some.Definition() with { Channels = ["email", "console"] };

    private static StoredState Failing() => StoredState.Of("check-a", 7, 42, Story.Given(Check).When(Some.Success(), Some.Failure()).State);

    private static StoredState With(
        StoredState stored, string? id = null, long? number = null, long? created = null, string? build = null, byte[]? state = null, byte[]? sum = null) => new()
        {
            PersistenceId = id ?? stored.PersistenceId,
            SequenceNumber = number ?? stored.SequenceNumber,
            Created = created ?? stored.Created,
            Build = build ?? stored.Build,
            State = state ?? stored.State,
            Sum = sum ?? stored.Sum,
        };

    private static JournalRow[] Rows(params CheckEvent[] events) =>
        [.. events.Select((happened, i) => new JournalRow { SequenceNumber = i + 1, Manifest = EventManifests.Of(happened), Message = EventJson.Write(happened), Writer = "w" })];

    private static JournalRow With(JournalRow row, bool deleted = false, string? writer = null) => new()
    {
        SequenceNumber = row.SequenceNumber,
        Manifest = row.Manifest,
        Message = row.Message,
        Writer = writer ?? row.Writer,
        IsDeleted = deleted,
    };

    [Fact]
    public void What_was_stored_is_read() => Assert.Equal(CheckStatus.Fail, Failing().Read()?.Status);

    [Fact]
    public void A_single_bit_that_has_changed_is_noticed()
    {
        var stored = Failing();
        for (var i = 0; i < stored.State.Length; i++)
        {
            byte[] damaged = [.. stored.State];
            damaged[i] ^= 1;
            Assert.Null(With(stored, state: damaged).Read());
        }

        Assert.Null(With(stored, state: stored.State[..^1]).Read());
        Assert.Null(With(stored, state: []).Read());
        Assert.Null(With(stored, sum: []).Read());
    }

    [Fact]
    public void It_is_of_one_check_one_event_and_one_build()
    {
        Assert.Null(With(Failing(), id: "check-b").Read());
        Assert.Null(With(Failing(), number: 8).Read());
        Assert.Null(With(Failing(), created: 43).Read());
        Assert.Null(With(Failing(), build: "that of next year").Read());
    }

    [Fact]
    public void Everything_that_a_state_remembers_is_written()
    {
        using var json = JsonDocument.Parse(StateJson.Write(CheckState.New));
        var kept = typeof(CheckState).GetProperties().Where(property => property.SetMethod is { IsStatic: false })
            .Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        Assert.Equal(kept.Order(StringComparer.Ordinal), json.RootElement.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
    }

    /// <summary>An old journal does not know who was told, which is not the same as nobody.</summary>
    [Fact]
    public void Unknown_stays_unknown()
    {
        var read = StateJson.Read(StateJson.Write(CheckState.New with { Incident = new Incident("a/1", Some.T0, "down") { ToldChannels = null } })).Incident;
        Assert.NotNull(read);
        Assert.Null(read.ToldChannels);
        Assert.Same(StringComparer.Ordinal, read.UntoldChannels.KeyComparer);
    }

    [Fact]
    public void Events_are_folded_one_after_another()
    {
        var rows = Rows([.. Story.Given(Check).When(Some.Success(), Some.Failure()).Journal]);
        Assert.Equal((CheckStatus.Fail, rows.Length), (StateFold.Nothing.Then(rows)!.State.Status, (int)StateFold.Nothing.Then(rows)!.Number)); // all are there
        Assert.Null(StateFold.Nothing.Then(rows.Skip(1)));
        Assert.Null(StateFold.Nothing.Then([.. rows[..1], .. rows[2..]]));
        Assert.Null(StateFold.Nothing.Then([rows[0], With(rows[1], deleted: true)]));
    }

    [Fact]
    public void What_two_wrote_in_turns_is_left_to_who_judges_it()
    {
        var rows = Rows([.. Story.Given(Check).When(Some.Success(), Some.Failure()).Journal]);
        Assert.NotNull(StateFold.Nothing.Then([rows[0], With(rows[1], writer: "next life")]));
        Assert.Null(StateFold.Nothing.Then([rows[0], With(rows[1], writer: "another"), rows[2]]));
    }
}
