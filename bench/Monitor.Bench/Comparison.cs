using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Monitor.Bench;

/// <summary>Runs target, bare loop and engine one after the other and prints the comparison.</summary>
public static class Comparison
{
    public static async Task<int> RunAsync(Workload work, CancellationToken cancel)
    {
        var port = FreePort();
        using var target = Start("target", work, port);
        try
        {
            await UntilItAnswersAsync(port, cancel);
            var bare = await MeasureAsync("bare", work, port, cancel);
            var engine = await MeasureAsync("engine", work, port, cancel);
            Print(work, bare, engine);
            return 0;
        }
        finally
        {
            target.Kill(entireProcessTree: true);
        }
    }

    private static void Print(Workload work, Figures bare, Figures engine)
    {
        Row("checks x interval", $"{work.Checks} x {work.Interval} s, {(work.Reuse ? "keep-alive" : "new connection each")}, {work.Failing} % failing, {work.Hanging} % hanging");
        Row("due / run", $"{work.PerSecond * engine.Seconds:0} / {engine.Run} (bare {bare.Run})");
        Row("rounds per second", $"{engine.Run / engine.Seconds:0.0}");
        Row("cpu-ms per check", $"{engine.CpuPerCheck:0.000}");
        Row("  bare loop", $"{bare.CpuPerCheck:0.000}");
        Row("  ratio", $"{engine.CpuPerCheck / bare.CpuPerCheck:0.00}");
        Row("cores used", $"{engine.CpuMs / 1000 / engine.Seconds:0.00}");
        Row("RSS, MB / KB per check", $"{engine.RssMb:0} / {engine.RssMb * 1000 / work.Checks:0.0}");
        Row("lateness ms p50/p99/max", $"{engine.LateP50:0} / {engine.LateP99:0} / {engine.LateMax:0}");
        Row("rounds skipped", $"{engine.Skipped}");
        Row("results dropped", $"{engine.Dropped}");
        Row("first round complete after, s", $"{engine.StartSeconds:0.0}");
        Row("database MB per million results", $"{engine.BytesPerMillion / 1e6:0.0}");
    }

    private static void Row(string name, FormattableString value) =>
        Console.WriteLine($"{name,-34}{value.ToString(CultureInfo.InvariantCulture)}");

    private static async Task<Figures> MeasureAsync(string role, Workload work, int port, CancellationToken cancel)
    {
        using var process = Start(role, work, port);
        Figures? figures = null;
        while (await process.StandardOutput.ReadLineAsync(cancel) is { } line)
            figures = Figures.Parse(line) ?? figures;
        await process.WaitForExitAsync(cancel);
        return figures ?? throw new InvalidOperationException($"{role} ended with exit code {process.ExitCode} and no figures");
    }

    private static Process Start(string role, Workload work, int port)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true }; // a process has a path
        foreach (var argument in (string[])["role", role, work.ToString(), port.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!; // null only for documents
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task UntilItAnswersAsync(int port, CancellationToken cancel)
    {
        using var http = new HttpClient();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/ok"), cancel);
                return;
            }
            catch (HttpRequestException) when (attempt < 100)
            {
                await Task.Delay(100, cancel);
            }
        }
    }
}
