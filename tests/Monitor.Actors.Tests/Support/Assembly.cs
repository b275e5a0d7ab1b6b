[assembly: AssemblyFixture(typeof(Monitor.Tests.Shared.PostgresServer))]
