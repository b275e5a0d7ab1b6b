using Monitor.Actors.Config;
using Monitor.Actors.Import.UptimeKuma;

namespace Monitor.Actors.Import;

/// <summary>The bytes of somebody else's file as text.</summary>
public static class ForeignFile
{
    /// <summary>Databases are what people have when there is no export.</summary>
    public static SourceText Decode(string file, ReadOnlySpan<byte> bytes) => bytes.StartsWith("SQLite format 3"u8)
        ? SourceText.Refused(file, "this is a database, not an export", UptimeKumaImport.HowToExport)
        : SourceText.Decode(file, bytes);
}
