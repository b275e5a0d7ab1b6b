using System.Text;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Faults;

/// <summary>However an editor saves checks.yaml, it is read once, whole, and disturbs nothing else (FAULTS R-42).</summary>
[Collection(Heavy.Name)]
public sealed class SaveStyleTests
{
    [Fact]
    public async Task Every_way_of_saving_is_noticed_once_and_never_half()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        string Text(string name) => ChecksFile.Of(target, ["steady", name]);
        place.Write("checks.yaml", Text("n0"));
        await using var monitor = await MonitorProcess.StartAsync(place);
        await RunsAsync(monitor, "n0", reloads: 0);

        place.Write("checks.new", Text("n1")); // as vim and sed -i do
        File.Move(place.Path("checks.new"), place.Path("checks.yaml"), overwrite: true);
        await RunsAsync(monitor, "n1", reloads: 1);

        await WriteSlowlyAsync(place.Path("checks.yaml"), Text("n2"));
        await RunsAsync(monitor, "n2", reloads: 2);

        for (var i = 0; i < 200; i++)
            place.Write("checks.yaml", Text(i % 2 == 0 ? "other" : "n3"));
        await RunsAsync(monitor, "n3", reloads: 3);

        Directory.CreateDirectory(place.Path("v1"));
        Directory.CreateDirectory(place.Path("v2"));
        place.Write("v1/checks.yaml", Text("n4")).Write("v2/checks.yaml", Text("n5"));
        Directory.CreateSymbolicLink(place.Path("..data"), place.Path("v1")); // as Kubernetes mounts a ConfigMap
        File.CreateSymbolicLink(place.Path("checks.link"), "..data/checks.yaml");
        File.Move(place.Path("checks.link"), place.Path("checks.yaml"), overwrite: true);
        await RunsAsync(monitor, "n4", reloads: 4);
        Directory.CreateSymbolicLink(place.Path("..next"), place.Path("v2"));
        Directory.Delete(place.Path("..data"));
        Directory.Move(place.Path("..next"), place.Path("..data"));
        await RunsAsync(monitor, "n5", reloads: 5);

        File.SetLastWriteTimeUtc(place.Path("v2/checks.yaml"), TimeProvider.System.GetUtcNow().UtcDateTime); // touch
        place.Write("v2/checks.yaml", Text("n5")); // the same again
        await target.RoundsAsync(3, "steady");
        await RunsAsync(monitor, "n5", reloads: 5);

        Assert.DoesNotContain("not used", monitor.Output, StringComparison.Ordinal); // no half file was ever read
        var steady = target.Answers.Where(answer => answer.Name == "steady").ToList();
        var gaps = steady.Zip(steady.Skip(1)).Select(pair => (pair.Second.At - pair.First.At).TotalSeconds).ToList();
        Assert.True(gaps.Max() < 1.9, $"steady was not looked at for {gaps.Max():0.00} s");
        Assert.Single(await monitor.Api.EventsAsync("steady"), one => one.Kind == "defined");
    }

    private static Task RunsAsync(MonitorProcess monitor, string name, int reloads) => Eventually.Passes(async () =>
    {
        Assert.Equal([name, "steady"], (await monitor.Api.ChecksAsync()).Select(check => check.Name));
        Assert.Equal("OK", (await monitor.Api.CheckAsync(name)).Status);
        Assert.Equal(reloads + 1, monitor.Output.Split("info: Monitor.Engine[0] runs ").Length - 1);
    });

    private static async Task WriteSlowlyAsync(string path, string text)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        foreach (var part in Encoding.UTF8.GetBytes(text).Chunk(40))
        {
            await file.WriteAsync(part);
            await file.FlushAsync();
            await Task.Delay(20, TestContext.Current.CancellationToken); // an editor's pace: 2 KB/s
        }
    }
}
