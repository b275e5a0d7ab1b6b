using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Actors.Checks.Tls;

/// <summary>Reads the authorities of <c>ca_file</c>, each time anew, so that a changed file counts at once.</summary>
public static class CaFileLoader
{
    private const int MaxLength = 1024 * 1024;

    /// <summary>Null without a file: then the system's count.</summary>
    /// <exception cref="ProbeEndedException">The file cannot be used, so nothing is known of the target.</exception>
    public static X509Certificate2Collection? Read(string? path)
    {
        if (path is null)
            return null;
        try
        {
            if (new FileInfo(path).Length > MaxLength)
                throw Useless("larger than 1 MiB");
            var roots = new X509Certificate2Collection();
            roots.ImportFromPem(File.ReadAllText(path));
            return roots.Count > 0 ? roots : throw Useless("no certificate in it");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw Useless(e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message, e);
        }
    }

    private static ProbeEndedException Useless(string why, Exception? inner = null) =>
        new(ObservationKind.NotObserved, $"ca_file cannot be used: {why}", inner);
}
