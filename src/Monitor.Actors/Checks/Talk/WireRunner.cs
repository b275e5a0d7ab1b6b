using System.Net;
using System.Net.Sockets;
using Monitor.Actors.Checks.Assertions;
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
        var phase = new Phase("connecting");
        return ObserveAsync(phase, async () =>
        {
            var socket = await dialer.ConnectAsync(target, cancel);
            await using var wire = new Wire(new NetworkStream(socket, ownsSocket: true), IpOf(socket.RemoteEndPoint), phase);
            return await talk(wire);
        });
    }

    /// <summary>An HTTP client for one probe: its connection is made by the dialer, its certificate looked at.</summary>
    /// <param name="dialed">Told the address that was connected to.</param>
    public HttpMessageInvoker Http(NetworkLevel level, CertificateInspector? inspector, Action<string> dialed) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (asked, cancel) =>
        {
            var socket = await dialer.ConnectAsync(new DialTarget(asked.DnsEndPoint.Host, asked.DnsEndPoint.Port, level), cancel);
            dialed(IpOf(socket.RemoteEndPoint));
            return new NetworkStream(socket, ownsSocket: true);
        },
        SslOptions = inspector?.Options() ?? new(),
        MaxResponseHeadersLength = 64,
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
    });

    /// <summary>Looks at the certificate of one handshake with a host.</summary>
    public CertificateInspector Inspector(TlsSettings settings, string host) =>
        new(settings, host, CaFileLoader.Read(settings.CaFile), time.GetUtcNow());

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

    private static string IpOf(EndPoint? end) => (end as IPEndPoint)?.Address.ToString() ?? "";
}
