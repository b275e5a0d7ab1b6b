using System.Data.Common;
using System.Net;
using Microsoft.Data.SqlClient;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Systems;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Types;

/// <summary>Passes when a Microsoft SQL Server lets the user in, and its answer to the query is as expected.</summary>
public sealed class SqlServerCheck(Dialer dialer, TimeProvider time) : DatabaseCheck("sqlserver", 1433, dialer, time)
{
    private const int NoSuchDatabase = 4060;

    /// <summary>Errors of this class and above are the connection's, not the server's.</summary>
    private const int Fatal = 20;

    public override string Example => """
        { name: erp-db, type: sqlserver, host: sql.example, port: 1433, database: erp, username: monitor, tls: true,
          query: 'SELECT count(*) FROM sys.dm_exec_requests WHERE blocking_session_id <> 0', expect: { equals: 0 } }
        """;

    protected override string UsualDatabase => "the user's own";

    /// <remarks>
    /// The library tries a refused connection again and again until its time is over, and lets only as many connections as
    /// there are processors be opened asynchronously; so one knocks before, and opens on a thread of one's own.
    /// </remarks>
    protected override async Task<DbConnection> OpenAsync(DatabaseVisit visit, IPAddress address, CancellationToken cancel)
    {
        using (await Dialer.ConnectAsync([address], visit.Server.Port, cancel))
            visit.Phase.Text = "logging in";
        var connection = visit.Own(new SqlConnection(Settings(visit, address)));
        await Task.Factory.StartNew(
            () => connection.Open(SqlConnectionOverrides.OpenWithoutRetry), cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return connection;
    }

    /// <summary>The library knows the system's authorities only.</summary>
    protected override void Look(DatabaseSpec spec, YamlSection keys)
    {
        if (spec.Server.Tls.Settings?.Options.CaFile is not null)
            keys.Problem("tls", "ca_file cannot be used with sqlserver", "add the authority to those of the system");
    }

    protected override string? Preamble(DatabaseVisit visit) => null; // knows no session that cannot write

    protected override ProbeEndedException? Explain(Exception problem, DatabaseVisit visit) => problem switch
    {
        SqlException { Number: NoSuchDatabase } e => new(ObservationKind.Failed, $"database \"{visit.Spec.Database}\" does not exist, or the user may not use it", e),
        SqlException { Number: > 0, Class: < Fatal } e => visit.Refused(e.Message, e),
        SqlException e => DatabaseVisit.Broken($"no answer of a SQL Server ({visit.Phase.Text}): {e.Message}", e),
        _ => null,
    };

    private static string Settings(DatabaseVisit visit, IPAddress address) => new SqlConnectionStringBuilder
    {
        DataSource = $"tcp:{address},{visit.Server.Port}",
        InitialCatalog = visit.Spec.Database ?? "",
        UserID = visit.Server.Username,
        Password = visit.Server.Password.Reveal(),
        Encrypt = visit.Server.Tls.Use == TlsUse.StartTls ? SqlConnectionEncryptOption.Mandatory : SqlConnectionEncryptOption.Optional,
        TrustServerCertificate = visit.Server.Tls.Settings is not { Options.Verify: true },
        HostNameInCertificate = visit.Server.Tls.Settings is { Options.Verify: true } settings ? settings.ServerName ?? visit.Server.Host : "",
        ApplicationName = "monitor",
        Pooling = false,
        Enlist = false,
        ConnectTimeout = visit.Seconds,
        ConnectRetryCount = 0,
        CommandTimeout = visit.Seconds,
    }.ConnectionString;
}
