using System.Runtime;

namespace Monitor.Bench.Engine;

/// <summary>Until the compiler has little left to do: what runs for days compiles nothing, so that is not to be measured.</summary>
public static class WarmUp
{
    private const double Little = 0.005; // of one core
    private const int MostLooks = 48;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    /// <summary>Ends after <paramref name="least"/> at the earliest, four minutes after that at the latest.</summary>
    public static async Task EndAsync(TimeSpan least, CancellationToken cancel)
    {
        await Task.Delay(least, cancel);
        for (var looks = 0; looks < MostLooks; looks++)
        {
            var before = JitInfo.GetCompilationTime();
            await Task.Delay(Look, cancel);
            if (JitInfo.GetCompilationTime() - before < Look * Little)
                return;
        }
    }
}
