using System.Collections.Immutable;
using System.Data;
using System.Data.Common;
using System.Net;
using System.Text;
using System.Text.Json;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Systems;

/// <summary>Base of check types that log in to a database and may ask it for one value.</summary>
/// <remarks>Each probe has a connection of its own, closed at its end; what is asked cannot change anything where the system can see to that.</remarks>
public abstract class DatabaseCheck(string name, int usualPort, Dialer dialer, TimeProvider time) : CheckType<DatabaseSpec>(name)
{
    private const int LongestQuery = 4096;
    private const int LongestName = 128;

    public sealed override ImmutableArray<ConfigKey> Keys =>
    [
        .. Server.Keys($"{usualPort}", mustLogIn: true),
        new("database", KeyShape.Text, "it must be there") { Absent = UsualDatabase, Range = $"1 to {LongestName} characters" },
        ServerTls.PreferringKey,
        new("query", KeyShape.Text, "a query whose first value in the first row is looked at") { Range = "up to 4 KiB" },
        ValueRules.Key("expect", "what the value must be; with `query`"),
    ];

    /// <summary>Which database is used when none is named, in words.</summary>
    protected abstract string UsualDatabase { get; }

    public sealed override bool MeasuresLatency => true;

    protected sealed override DatabaseSpec Read(YamlSection keys)
    {
        var spec = new DatabaseSpec(
            Server.Read(keys, ServerTls.ReadPreferring(keys), _ => usualPort, mustLogIn: true),
            keys.TextOrNull("database"),
            keys.TextOrNull("query"),
            ValueRules.Read(keys, "expect", "value"));
        if (spec.Database is { Length: 0 or > LongestName })
            keys.Problem("database", $"must have 1 to {LongestName} characters", "write the name of a database, or remove the key");
        if (spec.Query is { } query && (string.IsNullOrWhiteSpace(query) || Encoding.UTF8.GetByteCount(query) > LongestQuery))
            keys.Problem("query", string.IsNullOrWhiteSpace(query) ? "empty" : $"longer than {LongestQuery / 1024} KiB", "write a short query that gives one value");
        if (spec.Query is null && keys.Has("expect"))
            keys.Problem("expect", "is set without a query", "write query: and a query that gives one value");
        Look(spec, keys);
        return spec;
    }

    protected sealed override string Target(DatabaseSpec spec) => spec.Target;

    protected sealed override string Host(DatabaseSpec spec) => spec.Server.Address;

    protected sealed override ImmutableArray<string> Badges(DatabaseSpec spec) => spec.Server.Tls.Badges;

    protected sealed override Task<Observation> ProbeAsync(DatabaseSpec spec, ProbeContext context, CancellationToken cancel)
    {
        var visit = new DatabaseVisit(spec, ServerRunner.Patience(context), time.GetUtcNow());
        return ServerRunner.RunAsync(visit.Phase, spec.Server.Password, e => Explain(e, visit), () => VisitAsync(visit, context, cancel), cancel);
    }

    /// <summary>Reports what the system cannot do.</summary>
    protected virtual void Look(DatabaseSpec spec, YamlSection keys)
    {
    }

    /// <summary>A connection that is logged in, not from a pool; the visit's own.</summary>
    protected abstract Task<DbConnection> OpenAsync(DatabaseVisit visit, IPAddress address, CancellationToken cancel);

    /// <summary>What is said before the query, so that it changes nothing and ends when the probe has; null when there is nothing to say.</summary>
    protected abstract string? Preamble(DatabaseVisit visit);

    /// <summary>What the library's exception means; null when it is not about the server.</summary>
    protected abstract ProbeEndedException? Explain(Exception problem, DatabaseVisit visit);

    private async Task<Observation> VisitAsync(DatabaseVisit visit, ProbeContext context, CancellationToken cancel)
    {
        await using var cleanUp = visit;
        var target = new DialTarget(visit.Server.Host, visit.Server.Port, context.Level);
        var addresses = await dialer.ResolveAsync(target, cancel);
        var connection = await ServerRunner.FirstAsync(addresses, address => OpenAsync(visit, address, cancel));
        return visit.Spec.Query is { } query
            ? await AskAsync(connection, visit, query)
            : new Observation(ObservationKind.Passed);
    }

    /// <summary>
    /// Not cancelled but left behind: to cancel, some libraries make another connection, and hold up a thread with it.
    /// The connection's own limit ends what nobody waits for any more.
    /// </summary>
    private async Task<Observation> AskAsync(DbConnection connection, DatabaseVisit visit, string query)
    {
        visit.BeginQuery();
        await using var command = connection.CreateCommand();
        command.CommandTimeout = visit.Seconds;
        if (Preamble(visit) is { } preamble)
        {
            command.CommandText = preamble;
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }

#pragma warning disable CA2100 // the query is the operator's own, of their own configuration
        command.CommandText = query;
#pragma warning restore CA2100
        await using var rows = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, CancellationToken.None);
        JsonElement? value = await rows.ReadAsync(CancellationToken.None) && rows.FieldCount > 0 ? ScalarJson.Of(rows.GetValue(0)) : null;
        return ServerAnswer.Judge(visit.Spec.Expected.Problems(value), ("value", value));
    }
}
