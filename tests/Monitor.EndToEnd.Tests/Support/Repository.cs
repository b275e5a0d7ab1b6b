namespace Monitor.EndToEnd.Tests.Support;

/// <summary>Where the repository is, and the programs that were built in it together with these tests.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The configuration that these tests were built with: the programs were built with the same.</summary>
    private static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name; // bin/<configuration>/net10.0

    public static string File(string name) => Path.Combine(Root, name);

    public static string Program(string project) =>
        Path.Combine(Root, "src", project, "bin", Configuration, "net10.0", $"{project}.dll");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Monitor.slnx")))
                return folder.FullName;
        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside the repository");
    }
}
