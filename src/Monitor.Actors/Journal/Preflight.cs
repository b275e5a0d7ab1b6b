using Microsoft.Data.Sqlite;

namespace Monitor.Actors.Journal;

/// <summary>Makes sure, before anything starts, that the database can be opened, written and trusted.</summary>
public static class Preflight
{
    /// <summary>Up to this size the whole file is checked; beyond it only the journal, whose loss would matter most.</summary>
    private const long WholeCheckLimit = 256L * 1024 * 1024;

    private const int ReadOnlyDatabase = 8;
    private const int DatabaseBusy = 5;

    private static readonly string[] Parts = ["", "-wal", "-shm"];

    /// <param name="startEmpty">Puts a damaged database aside and begins a new one.</param>
    /// <exception cref="PreflightException">With one sentence for the operator.</exception>
    public static void Run(string path, bool startEmpty, DateTimeOffset now)
    {
        try
        {
            MakeFolder(path);
            if (Directory.Exists(path))
                throw new PreflightException($"cannot write the database {path}: it is a folder. Set DB_URL to a file.");
            if (!File.Exists(path))
                Begin(path, now);
            else if (DamageIn(path) is { } damage)
                Quarantine(path, damage, startEmpty, now);
            ProveWritable(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PreflightException($"cannot write the database {path}: {e.Message} Fix the permissions or set DB_URL.", e);
        }
        catch (SqliteException e)
        {
            throw new PreflightException($"cannot write the database {path}: {Plain(e)}. {Remedy(e)}", e);
        }
    }

    /// <summary>A log whose database was deleted would be taken for a part of the new one.</summary>
    private static void Begin(string path, DateTimeOffset now)
    {
        PutAllAside(path, KeptName(path, now), move: true);
        Create(path);
    }

    /// <exception cref="PreflightException">With one sentence for the operator.</exception>
    public static void MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!); // a file's full path has a folder
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PreflightException($"cannot write the database {path}: {e.Message} Fix the permissions or set DB_URL.", e);
        }
    }

    /// <summary>Built under another name: a crash in the middle leaves no half-made database behind.</summary>
    private static void Create(string path)
    {
        var making = $"{path}.new";
        File.Delete(making);
        using (var db = Open(making))
            Execute(db, "PRAGMA auto_vacuum=INCREMENTAL; PRAGMA user_version=1; VACUUM;");
        File.Move(making, path);
    }

    private static string? DamageIn(string path)
    {
        if (new FileInfo(path).Length == 0)
            return "it is empty (0 bytes)";
        if (!WalIsSound(path))
            return "its write-ahead log has a damaged header";
        try
        {
            using var db = Open(path);
            var answer = Execute(db, QuickCheck(db, path));
            return answer is null or "ok" ? null : answer;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 11 or 26)
        {
            return Plain(e);
        }
    }

    private static string QuickCheck(SqliteConnection db, string path)
    {
        if (new FileInfo(path).Length <= WholeCheckLimit)
            return "PRAGMA quick_check(1)";
        var hasJournal = Execute(db, "SELECT 'yes' FROM sqlite_master WHERE name = 'journal'") is not null;
        return hasJournal ? "PRAGMA quick_check(journal)" : "SELECT 'ok'";
    }

    private static bool WalIsSound(string path)
    {
        var wal = $"{path}-wal";
        if (!File.Exists(wal))
            return true;
        using var file = File.OpenRead(wal);
        var header = new byte[WalHeader.Length];
        var read = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        return WalHeader.IsSound(header.AsSpan(0, read));
    }

    private static void Quarantine(string path, string damage, bool startEmpty, DateTimeOffset now)
    {
        var kept = startEmpty ? null : CopyOf(path);
        if (kept is null)
            PutAllAside(path, kept = KeptName(path, now), move: startEmpty);
        if (!startEmpty)
            throw new PreflightException(
                $"{path} is damaged: {damage}. A copy is kept at {kept}. Restore a backup, or start with --start-empty to begin a new one.");
        Create(path);
    }

    /// <summary>The copy that an earlier refusal made of the same file: a service that is started again and again makes one.</summary>
    private static string? CopyOf(string path)
    {
        var damaged = new FileInfo(path);
        return damaged.Directory!.EnumerateFiles($"{damaged.Name}.damaged-*") // a file has a folder
            .FirstOrDefault(copy => copy.Length == damaged.Length && copy.LastWriteTimeUtc == damaged.LastWriteTimeUtc)?.FullName;
    }

    /// <summary>Numbered when there is one of the same second already: whoever watches over the monitor starts it again at once.</summary>
    private static string KeptName(string path, DateTimeOffset now)
    {
        var name = $"{path}.damaged-{now:yyyyMMdd-HHmmss}";
        var free = name;
        for (var n = 2; Parts.Any(part => File.Exists(free + part)); n++)
            free = $"{name}-{n}";
        return free;
    }

    private static void PutAllAside(string path, string kept, bool move)
    {
        foreach (var part in Parts)
            if (File.Exists(path + part))
                PutAside(path + part, kept + part, move);
    }

    private static void PutAside(string from, string to, bool move)
    {
        if (move)
            File.Move(from, to);
        else
            File.Copy(from, to);
    }

    private static void ProveWritable(string path)
    {
        using var db = Open(path);
        Execute(db, "PRAGMA journal_mode=WAL");
        Execute(db, "BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS preflight (at TEXT); DELETE FROM preflight; INSERT INTO preflight VALUES (datetime('now')); COMMIT");
    }

    private static SqliteConnection Open(string path)
    {
        var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 10 }.ToString());
        db.Open();
        return db;
    }

    private static string? Execute(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string;
    }

    private static string Plain(SqliteException e) => e.SqliteErrorCode switch
    {
        ReadOnlyDatabase => "read-only file system or file",
        DatabaseBusy => "it is locked by another process",
        14 => "it cannot be opened",
        26 => "it is not a database",
        11 => "the disk image is malformed",
        13 => "the disk is full",
        _ => e.Message,
    };

    private static string Remedy(SqliteException e) => e.SqliteErrorCode switch
    {
        DatabaseBusy => "Stop the other monitor, or set DB_URL to another file.",
        13 => "Free some space.",
        _ => "Fix the permissions or set DB_URL.",
    };
}

/// <summary>The database cannot be used; the message is for the operator.</summary>
public sealed class PreflightException(string message, Exception? inner = null, bool mayPass = false) : Exception(message, inner)
{
    /// <summary>True when waiting a little may help.</summary>
    public bool MayPass { get; } = mayPass;
}
