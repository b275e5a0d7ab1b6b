using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Config;
using Monitor.Actors.Hosting;

namespace Monitor.Web.Tests.Support;

/// <summary>Every type that the monitor has, of an engine that never starts.</summary>
internal static class AllTypes
{
    public static CheckTypes Checks { get; } = new ServiceCollection().AddLogging()
        .AddMonitorEngine(new EngineOptions(Path.GetTempPath(), StartEmpty: true)).BuildServiceProvider().GetRequiredService<CheckTypes>();

    public static TheoryData<string> Names { get; } = [.. Checks.Checks.Keys.Order(StringComparer.Ordinal)];
}
