using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Actors.Tests.Support;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Journal;

/// <summary>What a report reads of the journal.</summary>
public abstract class PastEventsTests(TestStore store) : StoreTest(store)
{
    private static DateTimeOffset At(int minute) => Some.T0.AddMinutes(minute);

    private static (string, CheckEvent) Defined(string check, int minute) => (check, new CheckEvent.Defined(At(minute), "checks.yaml:1", "", ""));

    private static (string, CheckEvent) Retired(string check, int minute) => (check, new CheckEvent.Retired(At(minute)));

    private static (string, CheckEvent) Down(string check, int minute) => (check, new CheckEvent.WentDown(At(minute), $"{check}/{minute}", "refused"));

    /// <summary>What is found of an hour that begins 10 minutes after the first.</summary>
    private async Task<string[]> Read(IEnumerable<(string, CheckEvent)> journal, int most = 100)
    {
        string[] lines = [];
        await StoredJournal.InAsync(Folder, StoredJournal.Rows(journal), async engine =>
        {
            var found = await engine.GetRequiredService<PastEvents>().ReadAsync(At(10), At(70), most, TestContext.Current.CancellationToken);
            lines = [.. found.Items.Select(past => $"{past.Check} {EventManifests.Of(past.Happened)} {(past.Happened.At - Some.T0).TotalMinutes}{(past.IsFirst ? " first" : "")}"), .. found.IsCut ? ["…"] : Array.Empty<string>()];
        });
        return lines;
    }

    [Fact]
    public async Task All_checks_of_that_time_are_told_in_order() => Assert.Equal(
        ["b down 10", "a down 69"],
        await Read([Down("a", 9), Down("b", 10), ("b", new CheckEvent.CameUp(At(11))), Down("a", 69), Down("b", 70)]));

    [Fact]
    public async Task A_check_is_new_when_nothing_of_it_stands_before_or_only_its_removal() => Assert.Equal(
        ["new defined 20 first", "new defined 30", "old defined 40", "gone retired 45", "gone defined 50 first", "back defined 60 first"],
        await Read([
            Defined("old", 0), Defined("gone", 0), Defined("back", 1), Retired("back", 2), // before that time
            Defined("new", 20), Defined("new", 30), Defined("old", 40), Retired("gone", 45), Defined("gone", 50), Defined("back", 60)]));

    [Theory]
    [InlineData(3, new[] { "a down 20", "a down 30", "a down 40" })]
    [InlineData(2, new[] { "a down 30", "a down 40", "…" })]
    public async Task Of_too_many_the_newest_are_told_and_that_there_were_more(int most, string[] told) => Assert.Equal(
        told, await Read([Down("a", 9), Down("a", 20), Down("a", 30), Down("a", 40), Down("a", 71)], most));
}

/// <inheritdoc/>
public sealed class PastEventsOnSqliteTests() : PastEventsTests(new SqliteTestStore());

/// <inheritdoc/>
public sealed class PastEventsOnPostgresTests(PostgresServer server) : PastEventsTests(new PostgresTestStore(server));
