using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Sql;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Actors.Hosting;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.House;

/// <summary>A typo in akka.hocon fails here instead of being ignored for a year.</summary>
public sealed class HoconTests
{
    private static Akka.Configuration.Config Ours { get; } = EngineHocon.Load(new EngineOptions(Repository.Root, StartEmpty: false));

    [Fact]
    public void The_file_is_read_to_its_end()
    {
        Assert.True(Ours.GetBoolean("monitor.end-of-file"));
        var settings = EngineSettings.Read(Ours);
        Assert.True(settings.Probes == new ProbeLimits(4096, 256, 128, TimeSpan.FromSeconds(1)) && settings.BoardFlushInterval > TimeSpan.Zero
            && settings.ConfigPollInterval > TimeSpan.Zero && settings.Keep == HistoryKeep.Default);
    }

    [Fact]
    public void A_file_cut_short_is_refused()
    {
        var cut = ConfigurationFactory.ParseString("monitor { probes.max-in-flight = 256 }");
        Assert.Equal("akka.hocon is not complete: its last key, monitor.end-of-file, is missing", Assert.Throws<ConfigurationException>(() => EngineSettings.Read(cut)).Message);
    }

    [Fact]
    public void Every_key_of_akka_exists_in_akka()
    {
        var reference = ConfigurationFactory.Default()
            .WithFallback(Persistence.DefaultConfig())
            .WithFallback(SqlPersistence.DefaultConfiguration);
        var unknown = new[] { Ours.GetConfig("akka"), Ours.GetConfig("monitor.postgresql.akka") }
            .SelectMany(ours => ours.AsEnumerable()).SelectMany(entry => Leaves($"akka.{entry.Key}", entry.Value))
            .Where(key => !reference.HasPath(key) && !reference.HasPath(key.Replace(".journal.sql.", ".journal-plugin-fallback.", StringComparison.Ordinal))
                && !reference.HasPath(key.Replace(".snapshot-store.warm.", ".snapshot-store.local.", StringComparison.Ordinal))
                && !reference.HasPath(key.Replace(".snapshot-store.warm.", ".snapshot-store-plugin-fallback.", StringComparison.Ordinal)));
        Assert.Empty(unknown);
    }

    [Fact]
    public void On_postgresql_the_journal_is_tuned_for_it()
    {
        using var store = DatabaseUrl.Read("postgresql://u@h/d", "").Store!; // it is right
        var journal = store.Tuning(Ours).WithFallback(Ours).GetConfig("akka.persistence.journal.sql");
        Assert.Equal(("PostgreSQL.15", 3, 500), (journal.GetString("provider-name"), journal.GetInt("parallelism"), journal.GetInt("batch-size")));
        Assert.Equal((200_000, TimeSpan.FromSeconds(60)), (journal.GetInt("buffer-size"), journal.GetTimeSpan("circuit-breaker.call-timeout")));
        Assert.Throws<ConfigurationException>(() => store.Tuning(ConfigurationFactory.ParseString("monitor { end-of-file = on }")));
    }

    [Fact]
    public void There_are_two_blocks_and_no_substitutions()
    {
        Assert.Equal(["akka", "monitor"], Ours.Root.GetObject().Items.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("${", File.ReadAllText(Repository.File("akka.hocon")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Leaves(string path, Akka.Configuration.Hocon.HoconValue value) => value.IsObject()
        ? value.GetObject().Items.SelectMany(item => Leaves($"{path}.{item.Key}", item.Value))
        : [path];
}
