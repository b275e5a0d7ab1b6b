using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Config;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks.Net;

/// <summary>While none of the control targets can be reached, failures elsewhere are not believed.</summary>
public sealed class ControlTargetsTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(Some.T0);
    private readonly ControlTargetsRunner _controls;
    private readonly ProbeRunner _probes;
    private TcpListener? _target;
    private int _port;

    public ControlTargetsTests()
    {
        _controls = new ControlTargetsRunner(new Dialer(new NetworkPolicy()), _time);
        _probes = new ProbeRunner(Some.Places(4), _time) { Controls = _controls };
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        _port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
    }

    public void Dispose()
    {
        _target?.Dispose();
        _probes.Dispose();
        _controls.Dispose();
    }

    private void Follow(params int[] ports) =>
        _controls.Follow(new ConnectivitySettings([.. ports.Select(port => new ControlTarget("127.0.0.1", port))], TimeSpan.FromSeconds(2)));

    private void BringBack()
    {
        _target = new TcpListener(IPAddress.Loopback, _port);
        _target.Start();
    }

    private async Task<Observation> Probe(string? host, Observation seen) => (await _probes.AttemptAsync(
        Some.Definition(new ScriptedCheck { ItsHost = host, Otherwise = seen }), new ProbeContext(Some.Name), wasSlow: false, TestContext.Current.CancellationToken)).Seen;

    private static Observation Refused { get; } = new(ObservationKind.Error, "connection refused");

    [Fact]
    public async Task While_blind_what_cannot_be_reached_was_not_observed()
    {
        Follow(_port);
        var seen = await Probe("db.example:5432", Refused);
        Assert.Equal(
            (ObservationKind.NotObserved, $"monitoring is blind since 09:00:00 UTC: none of 127.0.0.1:{_port} can be reached"), (seen.Kind, seen.Reason));
        Assert.Equal($"none of 127.0.0.1:{_port} can be reached", _controls.Blind);
    }

    [Fact]
    public async Task One_target_that_can_be_reached_is_enough()
    {
        BringBack();
        Follow(1, _port);
        Assert.Equal(Refused, await Probe("db.example:5432", Refused));
        Assert.Null(_controls.Blind);
    }

    [Fact]
    public async Task What_answers_and_what_is_on_this_machine_is_judged_as_ever()
    {
        Follow(_port);
        Assert.Equal(Some.Bad, await Probe("db.example:5432", Some.Bad));
        foreach (var here in new[] { "localhost:5432", "127.0.0.1:80", "[::1]:80", null })
            Assert.Equal(Refused, await Probe(here, Refused));
        Assert.Null(_controls.Blind); // nobody has had to look
    }

    [Fact]
    public async Task Without_targets_nothing_is_asked()
    {
        Assert.Equal(Refused, await Probe("db.example:5432", Refused));
        Follow(_port);
        await Probe("db.example:5432", Refused);
        _controls.Follow(null);
        Assert.Null(_controls.Blind);
        Assert.Equal(Refused, await Probe("db.example:5432", Refused));
    }

    [Fact]
    public async Task That_it_sees_again_is_noticed_without_being_asked()
    {
        Follow(_port);
        await Probe("db.example:5432", Refused);
        BringBack();
        using var patience = new CancellationTokenSource(Some.LongTime);
        while (_controls.Blind is not null)
        {
            patience.Token.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(Refused, await Probe("db.example:5432", Refused));
    }

    [Fact]
    public async Task Blindness_begins_when_it_was_first_seen()
    {
        Follow(_port);
        await Probe("db.example:5432", Refused);
        _time.Advance(TimeSpan.FromSeconds(90));
        Assert.Contains("blind since 09:00:00 UTC", (await Probe("db.example:5432", Refused)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9.9.9.9:53", "9.9.9.9:53")]
    [InlineData(" router.example:443 ", "router.example:443")]
    [InlineData("[2620:fe::fe]:53", "[2620:fe::fe]:53")]
    [InlineData("router.example", null)]
    [InlineData("router:0", null)]
    [InlineData("router:99999", null)]
    [InlineData("a b:53", null)]
    [InlineData("user@router:53", null)]
    [InlineData("router:53/path", null)]
    [InlineData("", null)]
    public void A_control_target_is_a_host_and_a_port(string text, string? target) => Assert.Equal(target, ControlTarget.Parse(text)?.ToString());

    [Fact]
    public async Task Blindness_names_the_targets_that_are_asked_by_now()
    {
        Follow(_port);
        await Probe("db.example:5432", Refused);
        Follow(1);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("monitoring is blind since 09:00:00 UTC: none of 127.0.0.1:1 can be reached", (await Probe("db.example:5432", Refused)).Reason);
    }
}
