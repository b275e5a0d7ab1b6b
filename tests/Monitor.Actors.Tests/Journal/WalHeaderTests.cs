using Microsoft.Data.Sqlite;
using Monitor.Actors.Journal;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Journal;

public sealed class WalHeaderTests
{
    /// <summary>The header that SQLite itself wrote on this machine.</summary>
    private static byte[] Real()
    {
        using var folder = new TempFolder();
        using var db = new SqliteConnection($"Data Source={folder["x.db"]};Pooling=False");
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; CREATE TABLE t (x)";
        command.ExecuteNonQuery();
        using var wal = new FileStream(folder["x.db-wal"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var header = new byte[WalHeader.Length];
        wal.ReadExactly(header);
        return header;
    }

    [Fact]
    public void A_header_that_sqlite_wrote_is_sound() => Assert.True(WalHeader.IsSound(Real()));

    [Fact]
    public void Any_flipped_byte_is_noticed()
    {
        var real = Real();
        for (var i = 0; i < WalHeader.Length; i++)
        {
            var damaged = real.ToArray();
            damaged[i] ^= 0x40;
            Assert.False(WalHeader.IsSound(damaged), $"byte {i}");
        }
    }

    [Fact]
    public void A_log_without_a_header_has_nothing_in_it() => Assert.True(WalHeader.IsSound([]));
}
