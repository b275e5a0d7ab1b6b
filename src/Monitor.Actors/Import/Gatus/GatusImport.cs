using System.Collections.Immutable;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import.Gatus;

/// <summary>Turns a configuration of Gatus into checks.</summary>
public static class GatusImport
{
    private const string Command = "import gatus";

    private static readonly YamlLimits Limits = YamlLimits.Default with { Anchors = true };

    /// <summary>What stands beside the endpoints, and what becomes of it.</summary>
    private static readonly Dictionary<string, (string What, string Fix)> Beside = new(StringComparer.Ordinal)
    {
        ["announcements"] = ("there are no announcements here", ""),
        ["concurrency"] = ("how many checks run at once is the monitor's own business", ""),
        ["connectivity"] = ("not translated", "add a tcp check for its target, and name it under depends_on of the others"),
        ["debug"] = ("not translated", "log levels are in akka.hocon"),
        ["disable-monitoring-lock"] = ("checks always run side by side here", ""),
        ["metrics"] = ("metrics are always served, under other names", "see docs/metrics.md"),
        ["remote"] = ("not translated", "import the files of the other instances too"),
        ["security"] = ("not translated: the board has no login of its own", "put a proxy with one in front of it"),
        ["skip-invalid-config-update"] = ("a bad configuration is never used here", ""),
        ["storage"] = ("not translated", "DB_URL in .env says where the history is kept"),
        ["tunneling"] = ("there are no SSH tunnels here", "run the monitor where it can reach the targets"),
        ["ui"] = ("not translated: the board looks as it does", ""),
        ["web"] = ("not translated", "the address of the board is set with ASPNETCORE_URLS"),
    };

    /// <summary>Text in, checks or every problem out; never throws because of the text.</summary>
    public static ImportReading Read(SourceText source, CheckTypes types)
    {
        if (source.Problem is { } unreadable)
            return new ImportReading(null, [unreadable]);
        var problems = new ProblemList(source.File);
        var root = YamlTree.Read(source.Text ?? "", Limits, problems);
        if (problems.Errors > 0)
            return new ImportReading(null, problems.InOrder());
        return root is YamlMap map && Refusal(map, source.File) is not { } refusal
            ? Read(map, Anchors(map, source.Text ?? ""), new ImportRun("Gatus", source.File, types))
            : Refusal(root as YamlMap ?? YamlMap.Empty, source.File)!; // a file that is no mapping has no endpoints
    }

    private static ImportReading? Refusal(YamlMap root, string file)
    {
        if (root.Find("monitorList") is not null)
            return ImportReading.Refused(file, "this is a backup of Uptime Kuma", "read it with import uptime-kuma");
        if (root.Find("checks") is { } checks && root.Find("endpoints") is null)
            return ImportReading.Refused(file, checks.Line, checks.Column, "this is a checks.yaml already", "use it as it is");
        return (root.Find("endpoints") ?? root.Find("external-endpoints") ?? root.Find("suites")) is null
            ? ImportReading.Refused(file, "this is no configuration of Gatus: there are no endpoints", $"name the file that has endpoints: in it; {Command} reads one file")
            : null;
    }

    /// <summary>The keys at the top whose value has an anchor, under whatever name: Gatus passes over keys that it does not know.</summary>
    private static ImmutableArray<string> Anchors(YamlMap root, string text) =>
        [.. root.Entries.Where(entry => text.AsSpan()[entry.Start..(entry.Value.Start + 1)].Contains('&')).Select(entry => entry.Key)];

    private static ImportReading Read(YamlMap map, ImmutableArray<string> anchors, ImportRun run)
    {
        var root = new Given(GatusVariables.Translate(map, run));
        var alerts = GatusAlerts.Read(root.Map("alerting"), run);
        foreach (var endpoint in root.Maps("endpoints"))
            Add(endpoint, run, draft => GatusEndpoint.Fill(draft, endpoint, alerts, run));
        foreach (var endpoint in root.Maps("external-endpoints"))
            Add(endpoint, run, draft => GatusExternal.Fill(draft, endpoint, alerts, run));
        foreach (var suite in root.Maps("suites"))
            run.Miss($"suite {suite.Text("name")}", "a suite carries values from one request to the next, which no check does", "write a program for it and a check of type command, or let a job push");
        if (GatusWindow.Read(root.Map("maintenance")) is { } window)
            run.AddWindow("maintenance", window);
        foreach (var key in root.Unasked.ToImmutableArray())
            TellOf(key, anchors.Contains(key), run);
        return run.Finish();
    }

    private static void TellOf(string key, bool hasAnchor, ImportRun run)
    {
        if (Beside.TryGetValue(key, out var known))
            run.Miss(key, known.What, known.Fix);
        else if (!hasAnchor && !key.StartsWith("x-", StringComparison.Ordinal)) // a place to keep anchors
            run.Miss(key, "this key is not known here");
    }

    private static void Add(Given endpoint, ImportRun run, Action<Draft> fill)
    {
        var draft = run.Begin(endpoint.Text("name"), endpoint.Text("group"));
        fill(draft);
        foreach (var key in endpoint.Unasked.ToImmutableArray())
            draft.Miss(key, "this key is not known here");
        run.Judge(draft);
    }
}
