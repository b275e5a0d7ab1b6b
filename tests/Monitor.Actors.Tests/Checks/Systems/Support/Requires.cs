namespace Monitor.Actors.Tests.Checks.Systems.Support;

/// <summary>What a test needs of the machine: without it the test is skipped, or fails where nothing may be skipped (CI=true).</summary>
public static class Requires
{
    public static void Package(string package, params string[] files)
    {
        if (Array.TrueForAll(files, File.Exists))
            return;
        var why = $"{package} is missing: apt-get install {package}";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(why);
        Assert.Skip(why);
    }
}
