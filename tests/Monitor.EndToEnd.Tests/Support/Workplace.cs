using System.Text;

namespace Monitor.EndToEnd.Tests.Support;

/// <summary>A folder of its own for one test to run the programs in; gone when the test is over.</summary>
public sealed class Workplace : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("monitor-e2e-").FullName;

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public bool Has(string name) => File.Exists(Path(name));

    public string Read(string name) => File.ReadAllText(Path(name));

    public Workplace Write(string name, string text)
    {
        var path = Path(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!); // it has the folder in it
        File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return this;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // Something was still writing; the system cleans its temporary folder.
        }
    }
}
