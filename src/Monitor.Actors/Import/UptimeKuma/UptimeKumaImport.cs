using System.Text.Json;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import.UptimeKuma;

/// <summary>Turns the JSON backup of Uptime Kuma into checks.</summary>
public static class UptimeKumaImport
{
    internal const string HowToExport = "in Uptime Kuma 1 choose Settings, Backup, Export; version 2 has no export, but its API lists the monitors as JSON";

    /// <summary>Text in, checks or every problem out; never throws because of the text.</summary>
    public static ImportReading Read(SourceText source, CheckTypes types)
    {
        var unreadable = source.Problem ?? SourceText.Unreadable(source.Text ?? "", YamlLimits.Default, source.File);
        if (unreadable is not null)
            return new ImportReading(null, [unreadable]);
        try
        {
            return Refusal(JsonNodes.Read(source.Text ?? ""), source, out var root) ?? Read(root, new ImportRun("Uptime Kuma", source.File, types));
        }
        catch (JsonException wrong)
        {
            return NoJson(wrong, source);
        }
    }

    private static ImportReading NoJson(JsonException wrong, SourceText source)
    {
        var text = (source.Text ?? "").TrimStart();
        if (text.Length == 0)
            return ImportReading.Refused(source.File, "the file is empty", HowToExport);
        if (text[0] is not ('{' or '['))
            return ImportReading.Refused(source.File, text.Contains("endpoints:", StringComparison.Ordinal) ? "this looks like a configuration of Gatus" : "this is not JSON",
                text.Contains("endpoints:", StringComparison.Ordinal) ? "read it with import gatus" : HowToExport);
        var said = wrong.Message.Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0].TrimEnd('.', ' ');
        return ImportReading.Refused(source.File, (int)(wrong.LineNumber ?? 0) + 1, (int)(wrong.BytePositionInLine ?? 0) + 1, $"not valid JSON: {said}", "was the file cut off, or edited?");
    }

    private static ImportReading? Refusal(YamlNode read, SourceText source, out Given root)
    {
        root = new Given(read as YamlMap ?? Made.Map(("monitorList", read))); // the API gives the bare list
        if (root.Node("monitorList") is YamlMap or YamlList { Items: [] or [YamlMap, ..] })
            return null;
        return root.Has("endpoints")
            ? ImportReading.Refused(source.File, "this looks like a configuration of Gatus", "read it with import gatus")
            : ImportReading.Refused(source.File, "this is no backup of Uptime Kuma: there is no monitorList", HowToExport);
    }

    private static ImportReading Read(Given given, ImportRun run)
    {
        var root = new Given((YamlMap)LiteralText.Escape(given.Whole));
        var monitors = KumaMonitors.Read(root, run);
        foreach (var monitor in monitors.All)
            KumaMonitor.Fill(monitor, monitors, run);
        foreach (var monitor in monitors.All.Where(monitor => !monitor.IsGroup))
            run.Judge(monitor.Draft);
        KumaGroups.Fill(monitors, run);
        foreach (var notification in root.Maps("notificationList"))
            run.Miss($"notification {Shown.Quoted(notification.Text("name") ?? "")}", "not translated", "set up the channels of this monitor in .env; every check with notify_on uses them");
        foreach (var key in new[] { "maintenanceList", "statusPageList" })
            if (root.Node(key) is YamlList { Items.Length: > 0 } or YamlMap { Entries.Length: > 0 })
                run.Miss(key, "not translated", key[0] == 'm' ? "write the windows under maintenance:, see docs/maintenance.md" : "");
        return run.Finish();
    }
}
