using System.Diagnostics;

namespace Monitor.Actors.Tests.Checks.Systems.Support;

/// <summary>A MariaDB of the tests' own, with a database <c>shop</c>; it speaks TLS to whoever wants it.</summary>
public sealed class MariaDbServer() : TestServer("mariadb-server-core", Program, Tables)
{
    private const string Program = "/usr/sbin/mariadbd";
    private const string Tables = "/usr/share/mysql/mysql_system_tables.sql";

    private static readonly string[] AsRoot = Environment.IsPrivilegedProcess ? ["--user=root"] : [];

    protected override string Ready => "ready for connections";

    protected override async Task StartAsync()
    {
        var certificate = TestCertificate.WriteTo(Folder);
        string[] common = ["--no-defaults", .. AsRoot, $"--datadir={Folder["data"]}", "--skip-log-bin", "--innodb-buffer-pool-size=16M", "--innodb-log-file-size=8M"];
        Directory.CreateDirectory(Folder["data"]);
        await BootstrapAsync(common);
        Run(new Dictionary<string, string>(), Program,
        [
            .. common, "--bind-address=127.0.0.1", $"--port={Text(Port)}", $"--socket={Folder["socket"]}", $"--pid-file={Folder["pid"]}",
            "--skip-name-resolve", "--innodb-flush-log-at-trx-commit=0", $"--ssl-cert={certificate.Chain}", $"--ssl-key={certificate.Key}",
        ]);
    }

    /// <summary>What mariadb-install-db does, which needs more than the server's package.</summary>
    private static async Task BootstrapAsync(string[] common)
    {
        using var bootstrap = Process.Start(new ProcessStartInfo(Program, [.. common, "--bootstrap"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!; // started or thrown
        await bootstrap.StandardInput.WriteAsync($"""
            CREATE DATABASE mysql;
            USE mysql;
            SET @auth_root_socket = NULL, @skip_auth_anonymous = 1, @current_hostname = 'localhost';
            {await File.ReadAllTextAsync(Tables)}
            FLUSH PRIVILEGES;
            CREATE DATABASE shop;
            CREATE USER {Username}@'%' IDENTIFIED BY '{Password.Replace("'", "''", StringComparison.Ordinal)}';
            GRANT ALL ON *.* TO {Username}@'%';

            """);
        bootstrap.StandardInput.Close();
        var said = await bootstrap.StandardError.ReadToEndAsync();
        await bootstrap.WaitForExitAsync();
        Assert.True(bootstrap.ExitCode == 0, said);
    }
}
