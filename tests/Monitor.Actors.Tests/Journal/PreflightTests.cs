using Microsoft.Data.Sqlite;
using Monitor.Actors.Journal;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Journal;

public sealed class PreflightTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Db => _folder["monitor.db"];

    private string Kept => $"{Db}.damaged-20260302-090000";

    public void Dispose() => _folder.Dispose();

    private void Run(bool startEmpty = false) => Preflight.Run(Db, startEmpty, Some.T0);

    private string Refusal(bool startEmpty = false) => Assert.Throws<PreflightException>(() => Run(startEmpty)).Message;

    private static object? Ask(string path, string sql)
    {
        using var db = new SqliteConnection($"Data Source={path};Pooling=False");
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private void FillWithEvents()
    {
        Run();
        Ask(Db, """
            CREATE TABLE journal (ordering INTEGER PRIMARY KEY, message TEXT);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
            INSERT INTO journal SELECT i, hex(randomblob(100)) FROM n;
            PRAGMA wal_checkpoint(TRUNCATE);
            """);
    }

    [Fact]
    public void A_missing_folder_is_made()
    {
        var path = _folder["a/b/monitor.db"];
        Preflight.Run(path, startEmpty: false, Some.T0);
        Assert.Equal("wal", Ask(path, "PRAGMA journal_mode"));
        Assert.Equal(2L, Ask(path, "PRAGMA auto_vacuum")); // incremental
    }

    [Fact]
    public void A_second_start_finds_everything_as_it_was()
    {
        FillWithEvents();
        Run();
        Assert.Equal(2000L, Ask(Db, "SELECT COUNT(*) FROM journal"));
        Assert.Equal(["monitor.db"], Files());
    }

    private IEnumerable<string> Files() => Directory.EnumerateFileSystemEntries(_folder.Path).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);

    [Fact]
    public void A_folder_in_the_place_of_the_database_is_refused()
    {
        Directory.CreateDirectory(Db);
        Assert.Equal($"cannot write the database {Db}: it is a folder. Set DB_URL to a file.", Refusal());
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused_in_one_sentence()
    {
        var path = Path.Combine(_folder.Write("file", "in the way"), "monitor.db");
        var refusal = Assert.Throws<PreflightException>(() => Preflight.Run(path, startEmpty: false, Some.T0)).Message;
        Assert.StartsWith($"cannot write the database {path}: ", refusal, StringComparison.Ordinal);
        Assert.EndsWith("Fix the permissions or set DB_URL.", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_refused_in_one_sentence()
    {
        const string Path = "/proc/self/monitor.db"; // not writable for anyone, root included
        Assert.SkipUnless(Directory.Exists("/proc/self"), "needs /proc");
        var refusal = Assert.Throws<PreflightException>(() => Preflight.Run(Path, startEmpty: false, Some.T0)).Message;
        Assert.StartsWith($"cannot write the database {Path}: ", refusal, StringComparison.Ordinal);
        Assert.EndsWith("Fix the permissions or set DB_URL.", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_that_another_process_holds_is_refused_after_a_while()
    {
        Run();
        using var other = new SqliteConnection($"Data Source={Db};Pooling=False");
        other.Open();
        using var hold = other.CreateCommand();
        hold.CommandText = "BEGIN IMMEDIATE";
        hold.ExecuteNonQuery();
        Assert.Equal(
            $"cannot write the database {Db}: it is locked by another process. Stop the other monitor, or set DB_URL to another file.",
            Refusal());
    }

    [Fact]
    public void An_empty_file_is_refused_and_kept()
    {
        File.WriteAllBytes(Db, []);
        Assert.Equal(
            $"{Db} is damaged: it is empty (0 bytes). A copy is kept at {Kept}. Restore a backup, or start with --start-empty to begin a new one.",
            Refusal());
        Assert.Equal(["monitor.db", "monitor.db.damaged-20260302-090000"], Files());
    }

    [Fact]
    public void Refused_again_and_again_it_is_copied_once()
    {
        File.WriteAllBytes(Db, []);
        var first = Refusal();
        Assert.Equal(
            first, Assert.Throws<PreflightException>(() => Preflight.Run(Db, startEmpty: false, Some.T0.AddMinutes(1))).Message);
        Assert.Equal(["monitor.db", "monitor.db.damaged-20260302-090000"], Files());
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(Db, new string('x', 8192));
        Assert.StartsWith($"{Db} is damaged: it is not a database. ", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Garbage_pages_are_refused_and_a_copy_is_kept()
    {
        FillWithEvents();
        var bytes = Garble();
        Assert.StartsWith($"{Db} is damaged: ", Refusal(), StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(Kept));
        Assert.Equal(bytes, File.ReadAllBytes(Db));
    }

    private byte[] Garble()
    {
        var bytes = File.ReadAllBytes(Db);
        new Random(1).NextBytes(bytes.AsSpan(4096 * 3, 4096 * 6));
        File.WriteAllBytes(Db, bytes);
        return bytes;
    }

    [Fact]
    public void A_write_ahead_log_with_a_garbage_header_is_refused()
    {
        FillWithEvents();
        File.WriteAllBytes($"{Db}-wal", [.. Enumerable.Repeat((byte)0x5A, 8192)]);
        Assert.StartsWith($"{Db} is damaged: its write-ahead log has a damaged header. ", Refusal(), StringComparison.Ordinal);
        Assert.True(File.Exists($"{Kept}-wal"));
        Assert.Equal(2000L, Ask(Kept, "SELECT COUNT(*) FROM journal"));
    }

    [Fact]
    public void Asked_to_start_empty_a_damaged_database_is_moved_aside()
    {
        FillWithEvents();
        var bytes = Garble();
        Run(startEmpty: true);
        Assert.Equal(bytes, File.ReadAllBytes(Kept));
        Assert.Equal(0L, Ask(Db, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'journal'"));
    }

    [Fact]
    public void Started_again_within_the_same_second_every_damaged_database_is_kept()
    {
        File.WriteAllText(Db, new string('x', 5000));
        Assert.Contains($"kept at {Kept}.", Refusal(), StringComparison.Ordinal);
        File.WriteAllText(Db, new string('y', 6000));
        Assert.Contains($"kept at {Kept}-2.", Refusal(), StringComparison.Ordinal);
        Run(startEmpty: true);
        Assert.True(File.Exists($"{Kept}-3"));
        Assert.Equal("wal", Ask(Db, "PRAGMA journal_mode"));
    }

    [Fact]
    public void Asked_to_start_empty_a_sound_database_is_kept()
    {
        FillWithEvents();
        Run(startEmpty: true);
        Assert.Equal(2000L, Ask(Db, "SELECT COUNT(*) FROM journal"));
    }

    [Fact]
    public void A_crash_while_making_the_database_leaves_nothing_in_the_way()
    {
        File.WriteAllText($"{Db}.new", "half made");
        Run();
        Assert.Equal(["monitor.db"], Files());
    }

    [Fact]
    public void A_write_ahead_log_whose_database_is_gone_does_not_spoil_the_new_one()
    {
        FillWithEvents();
        var wal = WalOfAKilledProcess();
        File.Delete(Db);
        File.WriteAllBytes($"{Db}-wal", wal);

        Run();

        Assert.Equal("ok", Ask(Db, "PRAGMA quick_check"));
        Assert.Equal("preflight", Ask(Db, "SELECT group_concat(name) FROM sqlite_master"));
    }

    /// <summary>Closing would have emptied it.</summary>
    private byte[] WalOfAKilledProcess()
    {
        using var db = new SqliteConnection($"Data Source={Db};Pooling=False");
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = "UPDATE journal SET message = 'changed'; CREATE TABLE more (x)";
        command.ExecuteNonQuery();
        using var wal = new FileStream($"{Db}-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        wal.CopyTo(copy);
        return copy.ToArray();
    }
}
