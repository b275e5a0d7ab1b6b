using System.Security.Cryptography;

namespace Monitor.Actors.Config;

/// <summary>Tells cheaply whether files may have changed, so that large ones are not read in vain.</summary>
/// <remarks>
/// Time stamps are coarse and a swapped link may keep them: after a change, and every ten seconds all the same, the answer
/// is that they may have changed.
/// </remarks>
/// <param name="paths">Asked at every look: files come and go.</param>
internal sealed class FileStampsLoader(Func<IEnumerable<string>> paths, TimeProvider time)
{
    private const int LooksAfterChange = 10;

    private const int Piece = 64 * 1024;

    private static readonly TimeSpan TrustFor = TimeSpan.FromSeconds(10);

    private (string Path, long Length, DateTime WrittenAt)[] _stamps = [];
    private DateTimeOffset _readAt;
    private int _looksLeft;

    public bool MayHaveChanged()
    {
        var stamps = paths().Select(Stamp).ToArray();
        var now = time.GetUtcNow();
        if (!stamps.SequenceEqual(_stamps))
            (_stamps, _looksLeft) = (stamps, LooksAfterChange);
        else if (_looksLeft > 0)
            _looksLeft--;
        else if ((now - _readAt).Duration() < TrustFor)
            return false;
        _readAt = now;
        return true;
    }

    /// <summary>Of the content, read without keeping it; null when that cannot be had.</summary>
    public string? Digest()
    {
        try
        {
            return string.Join(' ', paths().Select(path => $"{path}:{DigestOf(path)}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string DigestOf(string path)
    {
        if (!File.Exists(path))
            return "absent";
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = new byte[Piece];
        for (var left = YamlLimits.Default.MaxBytes + 1; left > 0;) // whatever is there: it may have no end
        {
            var read = stream.Read(piece);
            if (read == 0)
                break;
            hash.AppendData(piece, 0, read);
            left -= read;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static (string, long, DateTime) Stamp(string path)
    {
        try
        {
            var file = new FileInfo(path);
            var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return target.Exists ? (path, target.Length, target.LastWriteTimeUtc) : (path, -1, default);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (path, -2, default);
        }
    }
}
