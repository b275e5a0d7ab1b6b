using Monitor.Actors.Checks;
using Monitor.Actors.Journal;

namespace Monitor.Actors.Tests.Journal;

/// <summary>The stored sample of every event ever written; samples are only ever added.</summary>
internal static class EventSamples
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Journal", "Samples");

    public static IEnumerable<string> Manifests => Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    public static byte[] Stored(string manifest) => File.ReadAllBytes(Path.Combine(Folder, $"{manifest}.json"));

    public static CheckEvent Read(string manifest) => EventJson.Read(Stored(manifest), manifest);

    public static IEnumerable<CheckEvent> All => Manifests.Select(Read);
}
