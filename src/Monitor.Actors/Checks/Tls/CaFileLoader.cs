using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Actors.Checks.Tls;

/// <summary>Reads the authorities of <c>ca_file</c>, each time anew, so that a changed file counts at once.</summary>
public static class CaFileLoader
{
    private const int MaxLength = 1024 * 1024;

    /// <summary>Null without a file: then the system's count.</summary>
    /// <exception cref="InvalidDataException">The file cannot be used; says why.</exception>
    public static X509Certificate2Collection? Read(string? path)
    {
        if (path is null)
            return null;
        try
        {
            if (new FileInfo(path).Length > MaxLength)
                throw new InvalidDataException($"ca_file {path} is larger than 1 MiB");
            var roots = new X509Certificate2Collection();
            roots.ImportFromPem(File.ReadAllText(path));
            return roots.Count > 0 ? roots : throw new InvalidDataException($"ca_file {path} has no certificate in it (expected PEM)");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new InvalidDataException($"ca_file {path} cannot be read: {e.Message}", e);
        }
    }
}
