using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit.Sdk;

namespace Monitor.EndToEnd.Tests.Support;

/// <summary>Waits until assertions hold, instead of sleeping; the last one that did not is what the test fails with.</summary>
public static class Eventually
{
    /// <summary>Generous: it only costs time when something is wrong.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    public static Task Passes(Action assertions, TimeSpan? patience = null) => Passes(
        () =>
        {
            assertions();
            return Task.CompletedTask;
        },
        patience);

    public static Task Passes(Func<Task> assertions, TimeSpan? patience = null) => Gives(
        async () =>
        {
            await assertions();
            return true;
        },
        patience);

    /// <returns>What the first call that did not fail an assertion gave.</returns>
    public static async Task<T> Gives<T>(Func<Task<T>> look, TimeSpan? patience = null)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await look();
            }
            catch (Exception e) when (watch.Elapsed < (patience ?? Patience) && IsNotYet(e))
            {
                await Task.Delay(Between, TestContext.Current.CancellationToken);
            }
        }
    }

    private static bool IsNotYet(Exception e) =>
        !TestContext.Current.CancellationToken.IsCancellationRequested
        && e is IAssertionException or HttpRequestException or OperationCanceledException or IOException or JsonException or PlaywrightException;
}
