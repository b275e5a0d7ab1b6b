using Monitor.Web.CommandLine;

namespace Monitor.Web.Tests.Support;

/// <summary>A folder of its own to call verbs in, as from a shell.</summary>
internal sealed class Shell : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("monitor-verbs-").FullName;

    public string[] Files => [.. Directory.EnumerateFileSystemEntries(Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order()];

    public Shell Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // it has the folder in it
        File.WriteAllText(path, text);
        return this;
    }

    public Task<Called> CallAsync(params string[] arguments) => CallAsync(Xunit.TestContext.Current.CancellationToken, arguments);

    public async Task<Called> CallAsync(CancellationToken cancel, params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await Verbs.RunAsync(arguments, new Terminal(output, errors, Folder), cancel);
        return new Called(code, output.ToString(), errors.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>What a verb said, and with which exit code it ended.</summary>
    internal sealed record Called(int Code, string Out, string Errors)
    {
        public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
