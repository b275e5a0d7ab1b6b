[assembly: AssemblyFixture(typeof(Monitor.Tests.Shared.PostgresServer))]
[assembly: AssemblyFixture(typeof(Monitor.Actors.Tests.Checks.Systems.Support.MariaDbServer))]
