using System.Net;
using System.Net.Sockets;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Talk;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Systems;

/// <summary>Runs a probe that goes through a client library, and says in plain words what the library throws.</summary>
internal static class ServerRunner
{
    private const int ShortestSecret = 4;

    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    /// <summary>What a client library is told: a little more than the probe has, so that the probe's own time-out speaks.</summary>
    public static TimeSpan Patience(ProbeContext context) => context.Timeout + Margin;

    /// <param name="explain">Null for what is not the target's doing.</param>
    /// <param name="probe">Cleans up after itself, also when nobody waits for it any more: some libraries notice late that they are cancelled.</param>
    public static async Task<Observation> RunAsync(
        Phase phase, Secret secret, Func<Exception, ProbeEndedException?> explain, Func<Task<Observation>> probe, CancellationToken cancel)
    {
        var running = probe();
        try
        {
            return await running.WaitAsync(cancel);
        }
        catch (Exception e) when (cancel.IsCancellationRequested)
        {
            _ = running.ContinueWith(
                static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw new PhaseCancelledException(phase.Text, e);
        }
        catch (DialException e)
        {
            return ErrorDetails.Of(e);
        }
        catch (Exception e) when (Explained(e, explain) is { } known)
        {
            return new ProbeEndedException(known.Seen.Kind, Without(secret, known.Message)).Seen;
        }
    }

    /// <summary>The first address at which a library gets through; the last one's failure is told.</summary>
    public static async Task<T> FirstAsync<T>(IPAddress[] addresses, Func<IPAddress, Task<T>> open)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return await open(addresses[i]);
            }
            catch (Exception e) when (i < addresses.Length - 1 && SocketIn(e) is not null)
            {
                // The next one may answer.
            }
        }
    }

    private static ProbeEndedException? Explained(Exception problem, Func<Exception, ProbeEndedException?> explain)
    {
        if (problem is ProbeEndedException known)
            return known;
        if (SocketIn(problem) is not { } socket)
            return explain(problem);
        var dial = SocketText.Dial(socket);
        return new ProbeEndedException(dial.Kind, dial.Message, problem);
    }

    private static SocketException? SocketIn(Exception? problem)
    {
        while (problem is not (null or SocketException))
            problem = problem is AggregateException { InnerExceptions: [var first, ..] } ? first : problem.InnerException;
        return (SocketException?)problem;
    }

    /// <summary>What is very short is no secret, and may be part of any word.</summary>
    private static string Without(Secret secret, string text) =>
        secret.Reveal().Length < ShortestSecret ? text : text.Replace(secret.Reveal(), secret.ToString(), StringComparison.Ordinal);
}
