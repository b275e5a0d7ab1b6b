namespace Monitor.Actors.Import.UptimeKuma;

/// <summary>Groups are as well as their members; what was left out is in none.</summary>
internal static class KumaGroups
{
    public static void Fill(KumaMonitors monitors, ImportRun run)
    {
        var groups = monitors.All.Where(item => item.IsGroup && !item.Draft.IsLeftOut).ToList();
        while (groups.FirstOrDefault(group => !group.Draft.IsLeftOut && Members(group, monitors).Count == 0) is { } empty)
            empty.Draft.LeaveOut("", "none of its monitors was taken over");
        foreach (var group in groups.Where(group => !group.Draft.IsLeftOut))
        {
            group.Draft.Set("members", Made.Texts(Members(group, monitors)));
            run.Judge(group.Draft);
        }
    }

    private static List<string> Members(KumaItem group, KumaMonitors monitors) =>
        [.. monitors.All.Where(item => item.Parent == group.Id && item != group && !item.Draft.IsLeftOut).Select(item => item.Draft.Name)];
}
