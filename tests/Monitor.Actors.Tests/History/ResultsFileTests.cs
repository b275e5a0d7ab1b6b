using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using static Monitor.Actors.Tests.History.HistoryHouse;

namespace Monitor.Actors.Tests.History;

public sealed class ResultsFileTests : IDisposable
{
    private readonly HistoryHouse _house = new();

    public void Dispose() => _house.Dispose();

    private string Jsonl => _house.PathOf("results.jsonl");

    private ResultsFile NewFile(long maxBytes = ResultsFile.DefaultMaxBytes) =>
        new(Jsonl, TimeProvider.System, NullLogger<ResultsFile>.Instance, maxBytes);

    [Fact]
    public async Task Each_result_is_one_line_with_the_fields_of_the_original()
    {
        await using (var file = NewFile())
        {
            file.Append(Row(0, latency: 42));
            file.Append(Row(0.125, ResultKind.Fail, CheckName.Of("größe \"a\\b\""), latency: null) with
            {
                Details = """{ "status_code": 503, "body": "caf\u00e9 \u0022\n<&>\ud83d\ude00 /\u007f\u0001", "x": [1.50, true, null, {}] }""",
            });
            file.Append(Row(1, ResultKind.Action) with { LatencyMs = 0, Details = """{"action":"http_post"}""" });
            await file.FlushAsync(Limit);
        }

        Assert.Equal(
            """
            {"ts":1736424000.0,"name":"api","status":"OK","latency_ms":42,"details":{"status_code":200}}
            {"ts":1736424000.125,"name":"größe \"a\\b\"","status":"FAIL","latency_ms":0,"details":{"status_code":503,"body":"café \"\n<&>😀 /DEL\u0001","x":[1.50,true,null,{}]}}
            {"ts":1736424001.0,"name":"api","status":"ACTION","latency_ms":0,"details":{"action":"http_post"}}

            """.Replace("DEL", "\u007f", StringComparison.Ordinal),
            await File.ReadAllTextAsync(Jsonl, Limit));
    }

    [Theory]
    [InlineData(ResultKind.Ok, "OK")]
    [InlineData(ResultKind.Warn, "WARN")]
    [InlineData(ResultKind.Fail, "FAIL")]
    [InlineData(ResultKind.Unknown, "UNKNOWN")]
    [InlineData(ResultKind.Action, "ACTION")]
    [InlineData(ResultKind.ActionFail, "ACTION_FAIL")]
    public void Every_kind_has_its_word(ResultKind kind, string word) => Assert.Equal(word, ResultLine.Word(kind));

    [Theory]
    [InlineData("not json", """{"error":"not json"}""")]
    [InlineData("""{"a":"\ud800"}""", """{"error":"{\"a\":\"\\ud800\"}"}""")]
    public void Details_that_are_not_json_become_an_error(string details, string expected) =>
        Assert.Equal(expected, PythonJson.Compact(details));

    [Theory]
    [InlineData("refused", """{"error":"refused"}""")]
    [InlineData(null, "{}")]
    public void Without_a_status_code_the_reason_is_the_details(string? reason, string expected) =>
        Assert.EndsWith($"\"details\":{expected}}}", ResultLine.Of(Row(0) with { StatusCode = null, Reason = reason }), StringComparison.Ordinal);

    [Fact]
    public async Task Lines_of_the_original_program_stay_and_a_torn_one_is_ended()
    {
        await File.WriteAllTextAsync(Jsonl, "{\"ts\": 1.5, \"name\": \"old\"}\n{\"ts\": 2", Limit);
        await using var file = NewFile();
        file.Append(Row(0));
        await file.FlushAsync(Limit);

        var lines = await File.ReadAllLinesAsync(Jsonl, Limit);
        Assert.Equal(["{\"ts\": 1.5, \"name\": \"old\"}", "{\"ts\": 2", ResultLine.Of(Row(0))], lines);
    }

    [Fact]
    public async Task A_full_file_is_set_aside_and_one_is_kept()
    {
        await using var file = NewFile(maxBytes: 200);
        for (var i = 0; i < 5; i++)
        {
            file.Append(Row(i));
            await file.FlushAsync(Limit);
        }

        Assert.Equal([ResultLine.Of(Row(4))], await File.ReadAllLinesAsync(Jsonl, Limit));
        Assert.Equal([ResultLine.Of(Row(2)), ResultLine.Of(Row(3))], await File.ReadAllLinesAsync(Jsonl + ".1", Limit));
        Assert.False(File.Exists(Jsonl + ".2"));
    }

    [Fact]
    public async Task The_log_writes_both_and_a_file_in_trouble_does_not_hold_up_the_database()
    {
        Directory.CreateDirectory(Jsonl); // a folder cannot be written as a file
        await using var file = NewFile();
        var failing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        file.Turned += _ => failing.TrySetResult();
        await using var log = _house.Log(file);
        log.Append(Row(0));

        await failing.Task.WaitAsync(TimeSpan.FromMinutes(1), Limit);
        Directory.Delete(Jsonl);
        await log.FlushAsync(Limit);

        Assert.Equal(1, (await _house.AllAsync()).Total);
        Assert.Equal([ResultLine.Of(Row(0))], await File.ReadAllLinesAsync(Jsonl, Limit));
    }

    [Fact]
    public async Task Every_line_parses_whatever_is_in_it()
    {
        await using var file = NewFile();
        var odd = new string([.. Enumerable.Range(0, 0x250).Select(i => (char)i)]);
        for (var i = 0; i < 6; i++)
            file.Append(Row(i, (ResultKind)i, reason: odd) with { StatusCode = null, Details = i % 2 == 0 ? null : odd });
        await file.FlushAsync(Limit);

        foreach (var line in await File.ReadAllLinesAsync(Jsonl, Limit))
        {
            using var json = JsonDocument.Parse(line);
            Assert.Equal(odd, json.RootElement.GetProperty("details").GetProperty("error").GetString());
        }
    }
}
