using System.Collections.Immutable;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Versions;
using Monitor.Web.Check;
using Monitor.Web.Settings;

namespace Monitor.Web.Engine;

/// <summary>What people can read of earlier configurations and ask to be done with them.</summary>
public interface IConfigDesk
{
    /// <summary>Newest first.</summary>
    Task<ImmutableArray<ConfigVersion>> VersionsAsync(CancellationToken cancel);

    /// <summary>What going back to it would change; null when there is none of that number.</summary>
    Task<VersionChange?> CompareAsync(int number, CancellationToken cancel);

    Task<ControlReply> GoBackAsync(int number, CancellationToken cancel);

    /// <summary>Every key of a check and where its value comes from, by the files as they are now; null when there is no such check.</summary>
    Task<Explanation?> ExplainAsync(string name, CancellationToken cancel);
}

/// <summary>Reads versions from disk, and hands the wish to go back to the engine.</summary>
public sealed class ConfigDesk(ConfigLoader loader, CheckTypes types, CheckControls controls) : IConfigDesk
{
    public Task<ImmutableArray<ConfigVersion>> VersionsAsync(CancellationToken cancel) => Task.Run(() => loader.Versions.All.ToImmutableArray(), cancel);

    public Task<VersionChange?> CompareAsync(int number, CancellationToken cancel) => Task.Run(
        () => loader.Versions.Find(number) is { } version ? VersionChange.Of(version, loader) : null, cancel);

    public Task<ControlReply> GoBackAsync(int number, CancellationToken cancel) => controls.GoBackAsync(number, cancel);

    public async Task<Explanation?> ExplainAsync(string name, CancellationToken cancel) =>
        await controls.DefinitionAsync(name, cancel) is { } check ? await Task.Run(() => Explanation.Of(check, loader, types), cancel) : null;
}
