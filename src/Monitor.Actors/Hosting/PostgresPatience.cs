using Microsoft.Extensions.Logging;
using Monitor.Actors.Journal;

namespace Monitor.Actors.Hosting;

/// <summary>Waits for a server that is only just starting, and for a monitor that is only just ending.</summary>
internal sealed class PostgresPatience(TimeSpan patience, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    /// <exception cref="PreflightException">It would not pass, or has not passed in time.</exception>
    public async Task<T> ForAsync<T>(Func<Task<T>> attempt)
    {
        var start = time.GetTimestamp();
        string? told = null;
        while (true)
        {
            try
            {
                return await attempt();
            }
            catch (PreflightException e) when (e.MayPass && time.GetElapsedTime(start) < patience)
            {
                if (told != e.Message)
                    log.LogWarning("{Problem} Waiting up to {Seconds} s.", e.Message, (int)patience.TotalSeconds);
                told = e.Message;
            }

            await Task.Delay(Between, time);
        }
    }
}
