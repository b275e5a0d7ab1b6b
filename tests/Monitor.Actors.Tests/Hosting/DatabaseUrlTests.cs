using Monitor.Actors.Hosting;
using Npgsql;

namespace Monitor.Actors.Tests.Hosting;

public sealed class DatabaseUrlTests
{
    private static NpgsqlConnectionStringBuilder Settings(string url)
    {
        var (address, problem) = PostgresAddress.Read(url);
        Assert.Null(problem);
        return new NpgsqlConnectionStringBuilder(address!.Connection(20).Reveal()); // there is no problem
    }

    private static string Problem(string url)
    {
        var (store, problem) = DatabaseUrl.Read(url, "/srv");
        Assert.Null(store);
        return problem!; // there is no store
    }

    [Theory]
    [InlineData(null, "/srv/data/monitor.db")]
    [InlineData(" ", "/srv/data/monitor.db")]
    [InlineData("sqlite:///other.db", "/srv/other.db")]
    [InlineData("sqlite:////var/lib/monitor.db", "/var/lib/monitor.db")]
    public void A_file_is_looked_for_from_the_root(string? url, string path) =>
        Assert.Equal(path, Assert.IsType<SqliteStore>(DatabaseUrl.Read(url, "/srv").Store).Path);

    [Theory]
    [InlineData("postgresql://monitor:s3cret@db.example.com:5433/checks")]
    [InlineData("postgres://monitor:s3cret@db.example.com:5433/checks")]
    public void A_server_is_reached_as_its_url_says(string url)
    {
        var settings = Settings(url);
        Assert.Equal(("db.example.com", 5433, "checks"), (settings.Host, settings.Port, settings.Database));
        Assert.Equal(("monitor", "s3cret"), (settings.Username, settings.Password));
        Assert.Equal(("monitor", 20), (settings.ApplicationName, settings.MaxPoolSize));
        Assert.IsType<PostgresStore>(DatabaseUrl.Read(url, "/srv").Store);
    }

    [Fact]
    public void What_has_a_meaning_in_urls_is_percent_encoded()
    {
        var settings = Settings("postgresql://m%40il:p%40ss%2Fw%3Ard%3F%23%25%20%3B'@[::1]/check%20s");
        Assert.Equal(("m@il", "p@ss/w:rd?#% ;'"), (settings.Username, settings.Password));
        Assert.Equal(("::1", 5432, "check s"), (settings.Host, settings.Port, settings.Database));
    }

    [Fact]
    public void Options_are_those_of_libpq()
    {
        var settings = Settings("postgresql://u@h/d?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem&sslcert=c&sslkey=k&application_name=shop%20monitor&connect_timeout=9");
        Assert.Equal((SslMode.VerifyFull, "/etc/ca.pem", "c", "k"), (settings.SslMode, settings.RootCertificate, settings.SslCertificate, settings.SslKey));
        Assert.Equal(("shop monitor", 9), (settings.ApplicationName, settings.Timeout));
        Assert.Equal("/run/postgresql", Settings("postgresql:///d?host=/run/postgresql").Host);
    }

    [Theory]
    [InlineData("postgresql://u:hunter2@h/d?sslmod=require", "unknown option \"sslmod\"; known are sslmode, ")]
    [InlineData("postgresql://u:hunter2@h/d?sslmode=hunter2", "sslmode: expected one of disable, ")]
    [InlineData("postgresql://u:hunter2@h/d?connect_timeout=0", "connect_timeout: expected seconds from 1 to 60")]
    [InlineData("postgresql://u:hunter2@h/d?host=/run", "host: expected the folder of a socket, and no host before")]
    [InlineData("postgresql://u:hunter2@h", "names no database")]
    [InlineData("postgresql:///d", "names no host")]
    [InlineData("postgresql://u:1#hunter2@h/d", "percent-encoded")]
    [InlineData("postgresql://u:hunter2#@h/d", "percent-encoded")]
    [InlineData("postgresql://u:hunter2@h:port/d", "percent-encoded")]
    [InlineData("postgresql://u:1?hunter2@h/d", "percent-encoded")]
    [InlineData("mysql://u:hunter2@h/d", "expected sqlite:///data/monitor.db or postgresql://user:password@host:5432/database, got \"mysql://…\"")]
    [InlineData("hunter2", "expected sqlite:///data/monitor.db or postgresql://")]
    public void What_is_wrong_is_said_without_the_password(string url, string problem)
    {
        var said = Problem(url);
        Assert.StartsWith("DB_URL: ", said, StringComparison.Ordinal);
        Assert.Contains(problem, said, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", said, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_prints_without_its_password()
    {
        var address = PostgresAddress.Read("postgresql://u:hunter2@h/d").Address!; // it is right
        Assert.Equal("database \"d\" at h:5432", $"{address}");
        Assert.DoesNotContain("hunter2", $"{address.Connection(20)}", StringComparison.Ordinal);
    }
}
