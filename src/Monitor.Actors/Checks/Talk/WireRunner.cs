using System.Net;
using System.Net.Sockets;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Tls;

namespace Monitor.Actors.Checks.Talk;

/// <summary>Connects to targets, and makes an observation of however the talk with them ends.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class WireRunner(Dialer dialer, TimeProvider time)
{
    /// <summary>Connects, and talks.</summary>
    public Task<Observation> TalkAsync(DialTarget target, Func<Wire, Task<Observation>> talk, CancellationToken cancel)
    {
        var phase = new Phase("while looking up the host");
        return ObserveAsync(phase, async () =>
        {
            var addresses = await dialer.ResolveAsync(target, cancel);
            phase.Text = "while connecting";
            var socket = await Dialer.ConnectAsync(addresses, target.Port, cancel);
            await using var wire = new Wire(new NetworkStream(socket, ownsSocket: true), IpOf(socket.RemoteEndPoint), phase);
            return await talk(wire);
        });
    }

    /// <summary>A handler for the one HTTP exchange of a probe: its connection is made by the dialer, its certificate looked at.</summary>
    /// <param name="peer">Told what is connected to and what is waited for.</param>
    public SocketsHttpHandler Handler(DialTarget target, CertificateInspector? inspector, HttpPeer peer, CancellationToken cancel) => new()
    {
        ConnectCallback = async (_, _) => await DialAsync(target, inspector is not null, peer, cancel),
        PlaintextStreamFilter = (connected, _) =>
        {
            peer.Phase.Text = peer.Waiting;
            return ValueTask.FromResult(connected.PlaintextStream);
        },
        SslOptions = inspector?.Options() ?? new(),
        MaxResponseHeadersLength = 64,
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
    };

    /// <summary>Looks at the certificate of one handshake with a host.</summary>
    public CertificateInspector Inspector(TlsSettings settings, string host) =>
        new(settings, host, CaFileLoader.Read(settings.Options.CaFile), time.GetUtcNow());

    /// <summary>Runs a probe, and says during what its time was over.</summary>
    public static async Task<Observation> ObserveAsync(Phase phase, Func<Task<Observation>> probe)
    {
        try
        {
            return await probe();
        }
        catch (OperationCanceledException e)
        {
            throw new PhaseCancelledException(phase.Text, e);
        }
        catch (ProbeEndedException e)
        {
            return e.Seen;
        }
        catch (DialException e)
        {
            return ErrorDetails.Of(e);
        }
        catch (IOException e)
        {
            return ErrorDetails.Error(e.InnerException is SocketException inner ? SocketText.Of(inner) : e.Message);
        }
    }

    /// <param name="cancel">The probe's own: what connects for a handler would go on after the probe is over.</param>
    private async Task<Stream> DialAsync(DialTarget target, bool isSecure, HttpPeer peer, CancellationToken cancel)
    {
        var addresses = await dialer.ResolveAsync(target, cancel);
        peer.Phase.Text = "while connecting";
        var socket = await Dialer.ConnectAsync(addresses, target.Port, cancel);
        peer.Ip = IpOf(socket.RemoteEndPoint);
        if (isSecure)
            peer.Phase.Text = "in TLS handshake";
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static string IpOf(EndPoint? end) => (end as IPEndPoint)?.Address.ToString() ?? "";
}
