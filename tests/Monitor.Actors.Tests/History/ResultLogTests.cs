using System.Globalization;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using static Monitor.Actors.Tests.History.HistoryHouse;

namespace Monitor.Actors.Tests.History;

public abstract class ResultLogTests(Func<Task<HistoryHouse>> build) : HistoryTest(build)
{
    [Fact]
    public async Task What_is_appended_is_read_back_as_it_was()
    {
        var row = new ResultRow(
            CheckName.Of("db-größe"), Noon.AddMilliseconds(7), ResultKind.Fail, null, 3, 503, "refused", """{"error":"refused"}""");

        await House.WriteAsync(row);

        Assert.Equal(row, Assert.Single((await House.AllAsync()).Rows));
    }

    [Fact]
    public async Task Rows_of_the_same_millisecond_are_all_kept_in_order_even_across_batches_and_restarts()
    {
        foreach (var batch in new[] { "a", "b" })
            await House.WriteAsync(Row(0, reason: batch + 1), Row(0, reason: batch + 2));

        Assert.Equal(["a1", "a2", "b1", "b2"], (await House.AllAsync()).Rows.Select(row => row.Reason));
    }

    [Fact]
    public async Task A_clock_that_goes_back_loses_nothing()
    {
        await House.WriteAsync(Row(10), Row(5), Row(5), Row(10));
        await House.WriteAsync(Row(5), Row(5), Row(10), Row(11));

        Assert.Equal(8, (await House.AllAsync()).Total);
    }

    [Fact]
    public async Task A_locked_database_delays_rows_and_loses_none()
    {
        await House.WriteAsync(Row(0));
        await using var log = House.Log();
        var failing = new TaskCompletionSource<ResultLogHealth>(TaskCreationOptions.RunContinuationsAsynchronously);
        log.Turned += health => failing.TrySetResult(health);

        using (House.Lock())
        {
            for (var i = 1; i <= 500; i++)
                log.Append(Row(i, reason: i.ToString(CultureInfo.InvariantCulture)));
            var health = await failing.Task.WaitAsync(TimeSpan.FromMinutes(1), Limit);
            Assert.NotNull(health.FailingSince);
            Assert.Contains("lock", health.LastError, StringComparison.Ordinal);
            Assert.Equal(500, health.Queued);
        }

        await log.FlushAsync(Limit);
        var page = await House.AllAsync();
        Assert.Equal(501, page.Total);
        Assert.Equal(Enumerable.Range(1, 500).Reverse().Select(i => i.ToString(CultureInfo.InvariantCulture)),
            page.Rows.Take(500).Select(row => row.Reason));
        Assert.Null(log.Health.FailingSince);
        Assert.True(log.Health.IsWell);
    }

    [Fact]
    public async Task Reading_does_not_wait_for_a_writer()
    {
        await House.WriteAsync(Row(0));
        using (House.Lock())
            Assert.Equal(1, (await House.AllAsync()).Total);
    }

    [Fact]
    public async Task Beyond_its_capacity_the_oldest_rows_are_dropped_and_counted()
    {
        await House.WriteAsync(Row(0));
        await using var log = House.Log(capacity: 100);
        using (House.Lock())
            for (var i = 1; i <= 250; i++)
                log.Append(Row(i));
        await log.FlushAsync(Limit);

        var rows = (await House.AllAsync()).Rows;
        Assert.Equal(250, log.Health.Written + log.Health.Dropped);
        Assert.Equal(rows.Length - 1, log.Health.Written);
        Assert.Equal(Enumerable.Range(151, 100).Reverse().Select(i => Noon.AddSeconds(i)), rows.Take(100).Select(row => row.At));
    }

    [Fact]
    public async Task A_check_entered_in_a_transaction_that_failed_is_entered_again()
    {
        await using var log = House.Log();
        log.Append(Row(0));
        await log.FlushAsync(Limit);
        House.Execute("DROP TABLE results").Dispose();

        log.Append(Row(1, check: Db));
        log.Append(Row(2));
        await log.FlushAsync(Limit);

        Assert.Equal([Row(2), Row(1, check: Db)], (await House.AllAsync()).Rows);
        Assert.Contains(House.NoSuchTable, log.Health.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flush_that_cannot_succeed_ends_with_its_token()
    {
        await House.WriteAsync(Row(0));
        await using var log = House.Log();
        using var held = House.Lock();
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        log.Append(Row(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => log.FlushAsync(limit.Token));
        held.Dispose();
    }

    [Fact]
    public async Task A_row_that_cannot_be_written_holds_up_no_other()
    {
        await House.WriteAsync(Row(0) with { Check = default }, Row(1) with { Kind = (ResultKind)99 }, Row(2));

        Assert.Equal(Noon.AddSeconds(2), Assert.Single((await House.AllAsync()).Rows).At);
    }

    [Fact]
    public async Task Long_reasons_and_details_are_cut_and_details_stay_json()
    {
        var details = $$"""{"status_code":503,"body":"{{new string('é', 3_000)}}"}""";
        await House.WriteAsync(Row(0, reason: new string('x', 2_000)) with { Details = details });

        var row = Assert.Single((await House.AllAsync()).Rows);
        Assert.Equal(512, row.Reason!.Length);
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(row.Details!) <= 1024);
        Assert.StartsWith("""{"status_code":503,"body":"é""", row.Details, StringComparison.Ordinal);
        Assert.EndsWith("…\"}", row.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_a_database_may_refuse_holds_up_nothing()
    {
        var odd = CheckName.Of("a' \"b\" %_\\; 名前 😀");
        var cut = new string('x', 510) + "😀😀"; // cut in the middle of a pair
        await House.WriteAsync(Row(0, check: odd, reason: "nul\0, half \ud83d."), Row(1, reason: cut) with { Details = "{\"body\":\"\0\"}" }, Row(2));

        var rows = (await House.AllAsync()).Rows;
        Assert.Equal(["nul\ufffd, half \ufffd.", new string('x', 510) + "\ufffd…", null], rows.Select(row => row.Reason).Reverse());
        Assert.Equal("{\"body\":\"\ufffd\"}", rows[1].Details);
        Assert.Equal(odd, rows[2].Check);
        Assert.Single((await House.Queries.PageAsync(new ResultFilter(Noon, Check: odd), 0, 10, Limit)).Rows);
    }

    [Fact]
    public async Task Names_that_differ_in_case_or_accent_only_are_different_checks()
    {
        CheckName[] names = [.. new[] { "b", "B", "ä", "a", "-a" }.Select(CheckName.Of)];
        await House.WriteAsync(names.Select(name => Row(0, check: name, reason: name.Value)));

        Assert.All(names, name => Assert.Equal(name.Value, Assert.Single(House.Queries.PageAsync(new ResultFilter(Noon, Check: name), 0, 10, Limit).Result.Rows).Reason));
        Assert.Equal(names, (await House.AllAsync()).Rows.Select(row => row.Check)); // in the order of their first appearance
    }

    [Fact]
    public async Task Many_writers_at_once_lose_nothing()
    {
        await using var log = House.Log();
        await Parallel.ForAsync(0, 8, Limit, (writer, _) =>
        {
            for (var i = 0; i < 2_000; i++)
                log.Append(Row(i, check: CheckName.Of($"check-{writer}")));
            return ValueTask.CompletedTask;
        });
        await log.FlushAsync(Limit);

        Assert.Equal(16_000, (await House.AllAsync()).Total);
    }
}
