using System.Data.Common;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Systems;
using Npgsql;

namespace Monitor.Actors.Checks.Types;

/// <summary>Passes when a PostgreSQL server lets the user in, and its answer to the query is as expected.</summary>
public sealed class PostgresCheck(Dialer dialer, TimeProvider time) : DatabaseCheck("postgres", 5432, dialer, time)
{
    public override string Example => """
        { name: shop-db, type: postgres, host: db.example, port: 5432, database: shop, username: monitor, tls: true,
          query: 'SELECT count(*) FROM orders WHERE stuck', expect: { lt: 10, severity: warn } }
        """;

    protected override string UsualDatabase => "`postgres`";

    protected override async Task<DbConnection> OpenAsync(DatabaseVisit visit, IPAddress address, CancellationToken cancel)
    {
        var source = visit.Own(new NpgsqlDataSourceBuilder(Settings(visit, address))
            .UsePasswordProvider(_ => visit.HandOverPassword(), (_, _) => new(visit.HandOverPassword()))
            .UseSslClientAuthenticationOptionsCallback(options => Apply(visit.Inspector.Options(), options))
            .ConfigureTypeLoading(types => types.EnableTypeLoading(false))
            .Build());
        var connection = visit.Own(source.CreateConnection());
        await connection.OpenAsync(cancel);
        return connection;
    }

    /// <summary>The transaction is never committed; the time limit is for a server that does not notice that nobody waits any more.</summary>
    protected override string Preamble(DatabaseVisit visit) =>
        $"BEGIN READ ONLY; SET LOCAL statement_timeout = {(long)visit.Patience.TotalMilliseconds}";

    protected override ProbeEndedException? Explain(Exception problem, DatabaseVisit visit) => problem switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } e when !visit.InQuery => new(ObservationKind.Failed, e.MessageText, e),
        PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections } e => DatabaseVisit.Broken(e.MessageText, e),
        PostgresException e => visit.Refused(e.MessageText, e),
        InvalidCastException e when visit.InQuery => visit.Refused(e.Message, e),
        NpgsqlException { InnerException: AuthenticationException e } => DatabaseVisit.Broken(visit.Inspector.Explain(e), e),
        NpgsqlException { InnerException: IOException e } => DatabaseVisit.Broken($"the server closed the connection ({visit.Phase.Text})", e),
        NpgsqlException e when e.Message.Contains("No SSL enabled connection", StringComparison.Ordinal) => DatabaseVisit.Broken("TLS: the server does not offer it", e),
        NpgsqlException e when visit.Server.Password.IsEmpty && visit.IsConnected && !visit.InQuery => visit.Refused("the server wants a password, and none is set", e),
        NpgsqlException e => DatabaseVisit.Broken($"no answer of a PostgreSQL server ({visit.Phase.Text}): {e.Message}", e),
        _ => null,
    };

    private static string Settings(DatabaseVisit visit, IPAddress address) => new NpgsqlConnectionStringBuilder
    {
        Host = address.ToString(),
        Port = visit.Server.Port,
        Username = visit.Server.Username,
        Database = visit.Spec.Database ?? "postgres",
        SslMode = visit.Server.Tls.Use switch
        {
            TlsUse.None => SslMode.Disable,
            TlsUse.Prefer => SslMode.Prefer,
            _ => SslMode.Require,
        },
        GssEncryptionMode = GssEncryptionMode.Disable,
        ApplicationName = "monitor",
        Pooling = false,
        Enlist = false,
        Timeout = visit.Seconds,
        CommandTimeout = visit.Seconds,
        CancellationTimeout = -1, // the connection is dropped; nothing is asked for on another one
    }.ConnectionString;

    /// <summary>The library's options are for the address; the certificate is to be the name's.</summary>
    private static void Apply(SslClientAuthenticationOptions wanted, SslClientAuthenticationOptions options)
    {
        options.TargetHost = wanted.TargetHost;
        options.EnabledSslProtocols = wanted.EnabledSslProtocols;
        options.CertificateRevocationCheckMode = wanted.CertificateRevocationCheckMode;
        options.CertificateChainPolicy = wanted.CertificateChainPolicy;
        options.RemoteCertificateValidationCallback = wanted.RemoteCertificateValidationCallback;
    }
}
