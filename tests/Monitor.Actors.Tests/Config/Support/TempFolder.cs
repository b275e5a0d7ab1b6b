namespace Monitor.Actors.Tests.Config.Support;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("monitor-config-").FullName;

    public string this[string name]
    {
        get => File.ReadAllText(Full(name));
        set
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Full(name))!); // a file in the folder has a parent
            File.WriteAllText(Full(name), value);
        }
    }

    public string Full(string name) => System.IO.Path.Combine(Path, name);

    public void Clear(string name)
    {
        if (Directory.Exists(Full(name)))
            Directory.Delete(Full(name));
        File.Delete(Full(name));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
