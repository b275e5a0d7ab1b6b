using System.Text;
using Microsoft.Extensions.Logging;

namespace Monitor.Actors.History;

/// <summary>Appends every result to a text file, one JSON line each, as the original program did (PARITY F5-F7).</summary>
/// <remarks>It has a queue and a thread of its own: a slow disk delays neither the database nor a check.</remarks>
public sealed class ResultsFile : IAsyncDisposable
{
    /// <summary>The file is set aside as <c>.1</c> before it would grow beyond this.</summary>
    public const long DefaultMaxBytes = 50L * 1024 * 1024;

    private readonly string _path;
    private readonly long _maxBytes;
    private readonly BatchLog _rows;

    public ResultsFile(string path, TimeProvider time, ILogger<ResultsFile> logger, long maxBytes = DefaultMaxBytes)
    {
        (_path, _maxBytes) = (Path.GetFullPath(path), maxBytes);
        _rows = new BatchLog(Write, new BatchLimits(Path.GetFileName(path)), time, logger);
    }

    /// <summary>Raised on the writing thread when the file cannot be written, rows are dropped, or all is well again.</summary>
    public event Action<ResultLogHealth>? Turned
    {
        add => _rows.Turned += value;
        remove => _rows.Turned -= value;
    }

    public ResultLogHealth Health => _rows.Health;

    public void Append(ResultRow row) => _rows.Append(row);

    public Task FlushAsync(CancellationToken cancel = default) => _rows.FlushAsync(cancel);

    public ValueTask DisposeAsync() => _rows.DisposeAsync();

    private void Write(IReadOnlyList<ResultRow> rows)
    {
        var text = new StringBuilder(rows.Count * 128);
        foreach (var row in rows)
            text.Append(ResultLine.Of(row)).Append('\n');
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        RotateBefore(bytes.Length);
        const FileShare Everybody = FileShare.ReadWrite | FileShare.Delete;
        using var file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, Everybody);
        AppendTo(file, bytes);
    }

    private void RotateBefore(int added)
    {
        var file = new FileInfo(_path);
        if (file is { Exists: true, Length: > 0 } && file.Length + added > _maxBytes)
            file.MoveTo(_path + ".1", overwrite: true);
    }

    private static void AppendTo(FileStream file, byte[] lines)
    {
        var end = file.Length;
        try
        {
            if (end > 0 && LastByte(file) != '\n')
                file.WriteByte((byte)'\n'); // somebody was stopped in the middle of a line
            file.Seek(0, SeekOrigin.End);
            file.Write(lines);
            file.Flush();
        }
        catch (IOException)
        {
            file.SetLength(end); // the batch will come again, whole
            throw;
        }
    }

    private static int LastByte(FileStream file)
    {
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte();
    }
}
