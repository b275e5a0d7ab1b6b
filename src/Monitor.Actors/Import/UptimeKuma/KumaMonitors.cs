using System.Collections.Immutable;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import.UptimeKuma;

/// <summary>A monitor of Uptime Kuma, and the check that becomes of it.</summary>
internal sealed record KumaItem(string Id, Given Given, Draft Draft)
{
    public string Type { get; } = Given.Text("type") ?? "";

    public string? Parent { get; } = Given.Text("parent");

    public bool IsGroup => Type == "group";
}

/// <summary>The monitors and the proxies of a backup.</summary>
internal sealed record KumaMonitors(ImmutableArray<KumaItem> All, IReadOnlyDictionary<string, Given> Proxies)
{
    public static KumaMonitors Read(Given root, ImportRun run)
    {
        var list = root.Node("monitorList") is YamlMap byId ? [.. byId.Entries.Select(entry => entry.Value).OfType<YamlMap>().Select(map => new Given(map))] : root.Maps("monitorList");
        var names = list.Where(one => one.Text("id") is not null).GroupBy(one => one.Text("id")!).ToDictionary(found => found.Key, found => found.First().Text("name")); // those without were left out
        var all = list.Select(one => Item(one, names, run)).ToImmutableArray();
        return new KumaMonitors(all, root.Maps("proxyList").Where(proxy => proxy.Text("id") is not null).GroupBy(proxy => proxy.Text("id")!).ToDictionary(found => found.Key, found => found.First()));
    }

    private static KumaItem Item(Given given, Dictionary<string, string?> names, ImportRun run)
    {
        var draft = run.Begin(given.Text("name"), given.Text("parent") is { } parent ? names.GetValueOrDefault(parent) : null);
        return new KumaItem(given.Text("id") ?? "", given, draft);
    }
}
