using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.Actors.Journal;

namespace Monitor.Web.Api;

/// <summary>Events as a file, newest first: written while they are read, a stretch at a time, and no more than a limit.</summary>
public static class EventExport
{
    public const int Most = 100_000;

    private const int Stretch = 1_000;

    private static readonly string[] Columns = ["ordering", "at", "check", "sequence_nr", "kind", "text", "event"];

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads so many that match, newest first.</summary>
    public delegate Task<ImmutableArray<LoggedEvent>> Reading(EventFilter filter, int limit, CancellationToken cancel);

    public static Task CsvAsync(Reading read, EventFilter filter, Stream body, CancellationToken cancel, int most = Most) => WriteAsync(
        read, filter, body, Csv.Line(Columns), happened => Csv.Line(Row(happened)),
        before => Csv.Line([null, null, null, null, "cut", Cut(most, before), null]), most, cancel);

    public static Task JsonlAsync(Reading read, EventFilter filter, Stream body, CancellationToken cancel, int most = Most) => WriteAsync(
        read, filter, body, "", happened => $"{JsonSerializer.Serialize(EventJsonView.Of(happened), Json)}\n",
        before => $"{JsonSerializer.Serialize(new { kind = "cut", text = Cut(most, before), before }, Json)}\n", most, cancel);

    private static async Task WriteAsync(
        Reading read, EventFilter filter, Stream body, string head, Func<LoggedEvent, string> line, Func<long, string> cut, int most, CancellationToken cancel)
    {
        await using var file = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await file.WriteAsync(head.AsMemory(), cancel);
        var (written, last, asked, got) = (0, 0L, 0, 0);
        for (; got == asked; filter = filter with { Before = last })
        {
            asked = Math.Min(Stretch, most - written + 1); // one more, to know whether there is one
            var stretch = await read(filter, asked, cancel);
            foreach (var happened in stretch)
            {
                var isOver = written++ == most;
                await file.WriteAsync((isOver ? cut(last) : line(happened)).AsMemory(), cancel);
                if (isOver)
                    return;
                last = happened.Ordering;
            }

            got = stretch.Length;
            await file.FlushAsync(cancel);
        }
    }

    private static string Cut(int most, long before) => string.Create(CultureInfo.InvariantCulture, $"cut after {most:N0} events; those before follow with before={before}");

    private static string?[] Row(LoggedEvent happened) =>
    [
        happened.Ordering.ToString(CultureInfo.InvariantCulture), happened.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), happened.Check,
        happened.SequenceNr.ToString(CultureInfo.InvariantCulture), happened.Kind, happened.Text, happened.Json,
    ];
}
