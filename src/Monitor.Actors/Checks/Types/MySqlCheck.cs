using System.Data.Common;
using System.Net;
using System.Security.Authentication;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Systems;
using MySqlConnector;

namespace Monitor.Actors.Checks.Types;

/// <summary>Passes when a MySQL or MariaDB server lets the user in, and its answer to the query is as expected.</summary>
public sealed class MySqlCheck(Dialer dialer, TimeProvider time) : DatabaseCheck("mysql", 3306, dialer, time)
{
    public override string Example => """
        { name: blog-db, type: mysql, host: db.example, port: 3306, database: blog, username: monitor, tls: true,
          query: 'SELECT count(*) FROM comments WHERE waiting', expect: { lt: 100 } }
        """;

    protected override string UsualDatabase => "none";

    protected override async Task<DbConnection> OpenAsync(DatabaseVisit visit, IPAddress address, CancellationToken cancel)
    {
        var connection = visit.Own(new MySqlConnection(Settings(visit, address))
        {
            ProvidePasswordCallback = _ => visit.HandOverPassword(),
            RemoteCertificateValidationCallback = (_, shown, chain, _) => ServerCertificate.IsAccepted(visit.Inspector, shown, chain),
        });
        try
        {
            await connection.OpenAsync(cancel);
        }
        catch (MySqlException e) when (e.ErrorCode == MySqlErrorCode.UnableToConnectToHost && !visit.IsConnected)
        {
            (await Dialer.ConnectAsync([address], visit.Server.Port, cancel)).Dispose(); // the library does not say why; this does
            throw;
        }

        return connection;
    }

    /// <summary>The time limit is for a server that does not notice that nobody waits any more; its name differs, and each system skips the other's.</summary>
    protected override string Preamble(DatabaseVisit visit) =>
        $"SET SESSION TRANSACTION READ ONLY; SET @monitor = 0 /*!50708 , SESSION max_execution_time = {visit.Seconds * 1000} */ /*M! , SESSION max_statement_time = {visit.Seconds} */";

    protected override ProbeEndedException? Explain(Exception problem, DatabaseVisit visit) => problem switch
    {
        MySqlException { InnerException: AuthenticationException e } => DatabaseVisit.Broken(visit.Inspector.Explain(e), e),
        MySqlException { ErrorCode: MySqlErrorCode.UnknownDatabase } e when !visit.InQuery => new(ObservationKind.Failed, $"database \"{visit.Spec.Database}\" does not exist", e),
        MySqlException { ErrorCode: MySqlErrorCode.ConnectionCountError or MySqlErrorCode.TooManyUserConnections } e => DatabaseVisit.Broken(e.Message, e),
        MySqlException { Number: > 0 and < 10_000 } e when visit.IsConnected && e.ErrorCode != MySqlErrorCode.UnableToConnectToHost => visit.Refused(e.Message, e),
        MySqlException or MySqlProtocolException => DatabaseVisit.Broken($"no answer of a MySQL server ({visit.Phase.Text}): {problem.Message}", problem),
        _ => null,
    };

    private static string Settings(DatabaseVisit visit, IPAddress address) => new MySqlConnectionStringBuilder
    {
        Server = address.ToString(),
        Port = (uint)visit.Server.Port,
        UserID = visit.Server.Username,
        Database = visit.Spec.Database ?? "",
        SslMode = visit.Server.Tls.Use switch
        {
            TlsUse.None => MySqlSslMode.None,
            TlsUse.Prefer => MySqlSslMode.Preferred,
            _ => MySqlSslMode.Required,
        },
        AllowPublicKeyRetrieval = visit.Server.Tls.Use == TlsUse.None, // whoever wants no TLS has no other way to log in to MySQL 8
        AllowUserVariables = true,
        ApplicationName = "monitor",
        AutoEnlist = false,
        Pooling = false,
        ConnectionTimeout = (uint)visit.Seconds,
        DefaultCommandTimeout = (uint)visit.Seconds,
        CancellationTimeout = -1, // the connection is dropped; nothing is asked for on another one
    }.ConnectionString;
}
