using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Text;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;

namespace Monitor.Web.Metrics;

/// <summary>The series of the checks, written from one board: no question to an actor or the database.</summary>
public static class CheckSeries
{
    /// <summary>A scrape of many checks is handed on in pieces of about this size, so that memory stays small.</summary>
    private const int Piece = 64 * 1024;

    /// <summary>What is known of each check; null leaves the sample out: a gap, not a zero.</summary>
    private static readonly (string Name, string Help, Func<CheckTile, double?> Value)[] Families =
    [
        ("probe_success", "Whether the last round was good: 1 for OK and WARN, 0 for FAIL, absent when nothing was observed", Success),
        ("probe_duration_seconds", "How long the last probe took", tile => Seen(tile) ? tile.LatencyMs / 1000.0 : null),
        ("monitor_check_status", "0 OK, 1 WARN, 2 FAIL, -1 NO DATA", tile => Status(tile.Status)),
        ("monitor_check_consecutive_failures", "Failing rounds in a row", tile => tile.ConsecutiveFailures),
        ("monitor_check_last_round_timestamp_seconds", "When the last round ended, in epoch seconds", tile => tile.LastCheckedAt?.ToUnixTimeMilliseconds() / 1000.0),
    ];

    /// <param name="uptime">The share of good rounds in the last 24 h; null when unknown. Must not wait.</param>
    public static async Task WriteAsync(PipeWriter output, ImmutableArray<CheckTile> tiles, Func<CheckName, double?> uptime, CancellationToken cancel)
    {
        var text = new ExpositionText(output);
        var labels = tiles.Select(tile => Encoding.UTF8.GetBytes(ExpositionText.Labels(("check", tile.Name.Value), ("type", tile.Type)))).ToArray();
        foreach (var (name, help, value) in Families.Append(
            ("monitor_check_uptime_ratio", "Share of good rounds among the observed ones of the last 24 hours, refreshed every few minutes", tile => uptime(tile.Name))))
        {
            text.Family(name, "gauge", help);
            var series = Encoding.UTF8.GetBytes(name);
            for (var i = 0; i < tiles.Length; i++)
            {
                if (value(tiles[i]) is { } number)
                    text.Sample(series, labels[i], number);
                if (output.UnflushedBytes > Piece)
                    await output.FlushAsync(cancel);
            }
        }

        await WritePhasesAsync(output, text, tiles, cancel);
        await output.FlushAsync(cancel);
    }

    /// <summary>Where the time of the last HTTP request went; a phase that there was not has no sample.</summary>
    private static async Task WritePhasesAsync(PipeWriter output, ExpositionText text, ImmutableArray<CheckTile> tiles, CancellationToken cancel)
    {
        text.Family("monitor_check_http_duration_seconds", "gauge", "How long each phase of the last round's HTTP request took");
        foreach (var tile in tiles.Where(tile => tile.Phases is not null))
        {
            foreach (var (phase, time) in tile.Phases!.Parts()) // those without were left out
                text.Sample(
                    "monitor_check_http_duration_seconds"u8,
                    Encoding.UTF8.GetBytes(ExpositionText.Labels(("check", tile.Name.Value), ("type", tile.Type), ("phase", phase))),
                    time.TotalSeconds);
            if (output.UnflushedBytes > Piece)
                await output.FlushAsync(cancel);
        }
    }

    private static bool Seen(CheckTile tile) => tile.Status != CheckStatus.Unknown && tile.LastCheckedAt is not null;

    private static double? Success(CheckTile tile) => !Seen(tile) ? null : tile.Status == CheckStatus.Fail ? 0 : 1;

    private static double Status(CheckStatus status) => status switch
    {
        CheckStatus.Ok => 0,
        CheckStatus.Warn => 1,
        CheckStatus.Fail => 2,
        _ => -1,
    };
}
