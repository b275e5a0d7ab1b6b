using System.Net.Sockets;
using System.Security.Authentication;
using Monitor.Actors.Journal;
using Npgsql;

namespace Monitor.Actors.Hosting;

/// <summary>Says in one sentence why a PostgreSQL database cannot be used, and what to do.</summary>
internal static class PostgresProblem
{
    public const int OldestMajor = 15;

    public static PreflightException Of(Exception e, PostgresAddress address) => e switch
    {
        PostgresException refused => Refused(refused, address),
        { InnerException: AuthenticationException tls } => new PreflightException(
            $"PostgreSQL at {address.Server}: no trusted TLS connection ({tls.Message}). Mend the certificate, or sslmode and sslrootcert in DB_URL.", e),
        { InnerException: SocketException or TimeoutException or IOException } => Away(e.InnerException.Message, address, e),
        SocketException or TimeoutException => Away(e.Message, address, e),
        _ => new PreflightException($"PostgreSQL, {address}, cannot be used: {e.Message} Check DB_URL.", e),
    };

    public static PreflightException? TooOld(Version version, PostgresAddress address) => version.Major >= OldestMajor
        ? null
        : new PreflightException($"PostgreSQL at {address.Server} is version {version}; {OldestMajor} or newer is needed. Upgrade it, or set DB_URL to another server.");

    public static PreflightException? WrongEncoding(string encoding, PostgresAddress address) => encoding == "UTF8"
        ? null
        : new PreflightException(
            $"PostgreSQL, {address}, is encoded in {encoding} and cannot hold every text. "
            + $"Create one with: CREATE DATABASE {Quoted(address.Database)} ENCODING 'UTF8' TEMPLATE template0");

    public static PreflightException Taken(string? by, PostgresAddress address) => new(
        $"another monitor runs on the {address}{(by is null ? "" : $", connected from {by}")}; stop it, or set DB_URL to another database.", mayPass: true);

    private static PreflightException Away(string why, PostgresAddress address, Exception e) => new(
        $"PostgreSQL at {address.Server} cannot be reached: {why.TrimEnd('.')}. Start it, or set DB_URL to where it is.", e, mayPass: true);

    private static PreflightException Refused(PostgresException e, PostgresAddress address) => e.SqlState switch
    {
        PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.TooManyConnections => Away(e.MessageText, address, e),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new PreflightException(
            $"PostgreSQL at {address.Server} refuses the login: {e.MessageText}. Check user and password in DB_URL, and the server's pg_hba.conf.", e),
        PostgresErrorCodes.InvalidCatalogName => new PreflightException(
            $"PostgreSQL at {address.Server} has no database \"{address.Database}\". Create it: CREATE DATABASE {Quoted(address.Database)} OWNER {Owner(address)}", e),
        PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidSchemaName => new PreflightException(
            $"PostgreSQL, {address}: no right to create tables: {e.MessageText}. Make the monitor its owner: ALTER DATABASE {Quoted(address.Database)} OWNER TO {Owner(address)}", e),
        PostgresErrorCodes.ReadOnlySqlTransaction => new PreflightException(
            $"PostgreSQL, {address}, is read-only. Set DB_URL to the primary server.", e),
        _ => new PreflightException($"PostgreSQL, {address}, cannot be used: {e.MessageText} ({e.SqlState}).", e),
    };

    private static string Owner(PostgresAddress address) => address.User is { } user ? Quoted(user) : "CURRENT_USER";

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
