using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.History;

/// <inheritdoc/>
public sealed class ResultLogOnPostgresTests(PostgresServer server) : ResultLogTests(() => PostgresHouse.OpenAsync(server));
