using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Monitor.Actors.Journal;
using Monitor.Web.Api;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Api;

/// <summary>Events as a file, which says where it is cut.</summary>
public sealed class EventExportTests
{
    private readonly List<int> _asked = [];

    /// <param name="count">So many there are, numbered from 1.</param>
    private EventExport.Reading Journal(int count, Func<long, string>? text = null) => (filter, limit, _) =>
    {
        _asked.Add(limit);
        return Task.FromResult(Enumerable.Range(1, count).Select(i => Some.Event(i, text: text?.Invoke(i) ?? $"event {i}")).Where(e => filter.Before is null || e.Ordering < filter.Before)
            .OrderByDescending(e => e.Ordering).Take(limit).ToImmutableArray());
    };

    private static async Task<string[]> Lines(Func<Stream, Task> write)
    {
        using var body = new MemoryStream();
        await write(body);
        return Encoding.UTF8.GetString(body.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private Task<string[]> Csv(int count, int most, Func<long, string>? text = null) =>
        Lines(body => EventExport.CsvAsync(Journal(count, text), new EventFilter(), body, TestContext.Current.CancellationToken, most));

    [Theory]
    [InlineData(0, 10)]
    [InlineData(9, 10)]
    [InlineData(10, 10)]
    [InlineData(2_000, 5_000)]
    [InlineData(2_500, 2_500)]
    public async Task All_that_fits_is_in_it(int count, int most)
    {
        var lines = await Csv(count, most);
        Assert.Equal(count + 1, lines.Length);
        Assert.DoesNotContain("cut", lines[^1], StringComparison.Ordinal);
        Assert.All(_asked, limit => Assert.InRange(limit, 1, 1_000));
    }

    [Theory]
    [InlineData(11, 10, 2)]
    [InlineData(2_500, 1_000, 1_501)]
    [InlineData(2_500, 1_500, 1_001)]
    public async Task What_does_not_fit_is_said_and_where_it_goes_on(int count, int most, int before)
    {
        var lines = await Csv(count, most);
        Assert.Equal(most + 2, lines.Length);
        Assert.Contains(",,,,cut,", lines[^1], StringComparison.Ordinal);
        Assert.Contains($"events; those before follow with before={before}", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_of_json_say_it_too()
    {
        var lines = await Lines(body => EventExport.JsonlAsync(Journal(5), new EventFilter(), body, TestContext.Current.CancellationToken, 3));
        Assert.Equal([5, 4, 3], lines[..3].Select(line => JsonElement.Parse(line).GetProperty("ordering").GetInt32()));
        Assert.Equal(("cut", 3), (JsonElement.Parse(lines[3]).GetProperty("kind").GetString(), JsonElement.Parse(lines[3]).GetProperty("before").GetInt32()));
        Assert.Equal("HTTP 503", JsonElement.Parse(lines[0]).GetProperty("event").GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"a\"", "\"say \"\"a\"\"\"")]
    public async Task No_cell_is_a_formula(string text, string cell) => Assert.Contains($",down,{cell},", (await Csv(1, 10, _ => text))[1], StringComparison.Ordinal);
}
