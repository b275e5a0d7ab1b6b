using System.Collections.Immutable;
using Monitor.Actors.Config.Versions;
using Monitor.Web.Check;
using Monitor.Web.Engine;
using Monitor.Web.Settings;

namespace Monitor.Web.Tests.Support;

/// <summary>Answers the settings pages from what a test has put into it.</summary>
internal sealed class ScriptedConfigs : IConfigDesk
{
    /// <summary>Newest first.</summary>
    public List<ConfigVersion> Versions { get; } = [];

    public VersionChange? Change { get; set; }

    public Exception? Trouble { get; set; }

    public ControlReply Reply { get; set; } = new(ControlOutcome.Done, "version 1 is in use again", []);

    /// <summary>The numbers of the versions that were gone back to.</summary>
    public List<int> Reverted { get; } = [];

    public static ConfigVersion Version(int number, string content = "a", int? checks = 2) =>
        new(number, Some.Noon.AddMinutes(number), checks, [new KeptText("checks.yaml", ConfigFile.Main, content, 100)]);

    public Task<ImmutableArray<ConfigVersion>> VersionsAsync(CancellationToken cancel) =>
        Trouble is null ? Task.FromResult(Versions.ToImmutableArray()) : Task.FromException<ImmutableArray<ConfigVersion>>(Trouble);

    public Task<VersionChange?> CompareAsync(int number, CancellationToken cancel) =>
        Trouble is null ? Task.FromResult(Change) : Task.FromException<VersionChange?>(Trouble);

    public Explanation? Explanation { get; set; }

    public Task<Explanation?> ExplainAsync(string name, CancellationToken cancel) =>
        Trouble is null ? Task.FromResult(Explanation) : Task.FromException<Explanation?>(Trouble);

    public Task<ControlReply> GoBackAsync(int number, CancellationToken cancel)
    {
        Reverted.Add(number);
        return Task.FromResult(Reply);
    }
}
