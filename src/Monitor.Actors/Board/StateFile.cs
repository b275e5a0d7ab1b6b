using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Monitor.Actors.Board;

/// <summary>Keeps state.json as the original program did, at most one write a second, and only when it would differ.</summary>
/// <remarks>
/// A projection: nothing here is read back. The file appears whole or not at all. Before the first result nothing is
/// written, so that a file from the original program is not wiped by an empty board.
/// </remarks>
public sealed class StateFile(string path, BoardHub hub, TimeProvider time, ILogger<StateFile> logger) : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly string _path = Path.GetFullPath(path);
    private readonly Lock _writing = new();
    private BoardSnapshot? _written;
    private ITimer? _timer;
    private bool _failing;

    /// <summary>Sets a corrupt file aside (PARITY F2), then follows the board until disposed.</summary>
    public void Start()
    {
        SetCorruptFileAside();
        _timer = time.CreateTimer(_ => WriteIfChanged(), null, Every, Every);
    }

    /// <summary>Writes the last board and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_timer is null)
            return;
        await _timer.DisposeAsync();
        _timer = null;
        WriteIfChanged();
    }

    private void WriteIfChanged()
    {
        if (!_writing.TryEnter())
            return; // the last write has not ended; the next tick will see to it
        try
        {
            var board = hub.Current;
            if (_written is null ? !board.Tiles.Any(StateText.HasResult) : StateText.IsSame(_written, board))
                return;
            Write(StateText.Of(board));
            _written = board;
            Turn(failing: false, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Turn(failing: true, e);
        }
        finally
        {
            _writing.Exit();
        }
    }

    private void Write(string text)
    {
        var unfinished = _path + ".tmp";
        File.WriteAllText(unfinished, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(unfinished, _path, overwrite: true);
    }

    private void SetCorruptFileAside()
    {
        try
        {
            if (!File.Exists(_path) || IsJsonObject(File.ReadAllBytes(_path)))
                return;
            var aside = string.Create(CultureInfo.InvariantCulture, $"{_path}.corrupt-{time.GetUtcNow().ToUnixTimeSeconds()}");
            File.Move(_path, aside, overwrite: true);
            logger.LogWarning("{File} was not readable as JSON; it is kept as {Aside}", _path, aside);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Turn(failing: true, e);
        }
    }

    private static bool IsJsonObject(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Turn(bool failing, Exception? why)
    {
        if (failing && !_failing)
            logger.LogWarning("{File} cannot be written: {Reason}", _path, why?.Message);
        if (!failing && _failing)
            logger.LogInformation("{File} is written again", _path);
        _failing = failing;
    }
}
