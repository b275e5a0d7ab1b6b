using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Checks.Systems.Support;

namespace Monitor.Actors.Tests.Checks.Systems;

/// <summary>What the smtp check says of real mail servers.</summary>
public sealed class SmtpCheckTests(PlainMailServer plain, StartTlsMailServer startTls, ImplicitTlsMailServer implicitTls) : IAsyncLifetime
{
    private const string RightPassword = "correct horse";

    private readonly SystemsBench _bench = new();

    public async ValueTask InitializeAsync()
    {
        await plain.EnsureStartedAsync();
        await startTls.EnsureStartedAsync();
        await implicitTls.EnsureStartedAsync();
    }

    public ValueTask DisposeAsync()
    {
        _bench.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string At(TestServer server, string more) => $"type: smtp, host: localhost, port: {server.Port}, {more}";

    private static string Trusting(TestServer server, string more) => At(server, $"{more}, tls: {{ ca_file: '{server.CaFile}' }}");

    private static void Is(ObservationKind kind, string? reason, Observation seen) => Assert.Equal((kind, reason), (seen.Kind, seen.Reason));

    [Fact]
    public async Task A_greeting_is_enough()
    {
        Is(ObservationKind.Passed, null, await _bench.ProbeAsync(At(plain, "security: none")));
        Is(ObservationKind.Passed, null, await _bench.ProbeAsync(Trusting(startTls, "security: starttls")));
        Is(ObservationKind.Passed, null, await _bench.ProbeAsync(Trusting(implicitTls, "security: implicit")));
        Is(ObservationKind.Passed, null, await _bench.ProbeAsync(At(startTls, "tls: { verify: false }")));
    }

    [Fact]
    public async Task Who_may_log_in_passes()
    {
        const string Login = "username: ops, password: '{PASSWORD}'";
        Is(ObservationKind.Passed, null, await _bench.ProbeAsync(Trusting(startTls, Login), RightPassword));
        Is(ObservationKind.Passed, null, await _bench.ProbeAsync(Trusting(implicitTls, $"security: implicit, {Login}"), RightPassword));
        var seen = await _bench.ProbeAsync(Trusting(startTls, Login), "wr0ng-and-secret");
        Assert.Equal(ObservationKind.Failed, seen.Kind);
        Assert.StartsWith("login failed: ", seen.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", seen.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_do_tls_fails() =>
        Is(ObservationKind.Failed, "TLS: the server does not offer it", await _bench.ProbeAsync(At(plain, "security: starttls")));

    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_refused()
    {
        Is(ObservationKind.Error, "TLS: certificate is self-signed", await _bench.ProbeAsync(At(startTls, "security: starttls")));
        Is(ObservationKind.Error, "TLS: certificate is for localhost, not for mail.example", await _bench.ProbeAsync(At(implicitTls, $"security: implicit, tls: {{ server_name: mail.example, ca_file: '{implicitTls.CaFile}' }}")));
    }

    [Theory]
    [InlineData("security: none, username: ops, password: '{PASSWORD}'", "the password would be sent in the clear")]
    [InlineData("security: none, tls: {}", "is set, but no TLS is spoken")]
    [InlineData("username: ops", "username and password go together")]
    [InlineData("security: maybe", "unknown value \"maybe\"")]
    public void What_is_wrong_with_the_keys_is_told(string keys, string fault) =>
        Assert.Equal([fault], _bench.Faults($"type: smtp, host: mail.example, {keys}"));

    [Theory]
    [InlineData("", "mail.example:25")]
    [InlineData(", security: implicit", "mail.example:465")]
    public void The_port_is_the_usual_one(string keys, string target) =>
        Assert.Equal(target, Assert.Single(_bench.Read($"type: smtp, host: mail.example{keys}").Config!.Checks).Target); // it is read
}
