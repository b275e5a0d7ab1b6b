namespace Monitor.Actors.Tests.Support;

/// <summary>Files of the repository that tests look at as they are.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string File(string name) => Path.Combine(Root, name);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "akka.hocon")) && Directory.Exists(Path.Combine(folder.FullName, "src")))
                return folder.FullName;
        throw new DirectoryNotFoundException("the tests run outside of the repository");
    }
}
