using System.Collections.Immutable;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Systems;
using Monitor.Actors.Checks.Talk;
using Monitor.Actors.Checks.Tls;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Types;

/// <summary>Which mail server is greeted.</summary>
public sealed record SmtpSpec(Server Server);

/// <summary>Passes when a mail server greets back, goes over to TLS and lets the user in; nothing is sent.</summary>
public sealed class SmtpCheck(Dialer dialer, TimeProvider time) : CheckType<SmtpSpec>("smtp")
{
    public override string Example => "{ name: mail, type: smtp, host: mail.example, port: 25, security: starttls, tls: { min_version: 1.2 } }";

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        .. Server.Keys("25, with `implicit` 465", mustLogIn: false),
        new("security", KeyShape.Choice("starttls", "implicit", "none"), "`starttls`: a server without it fails; `implicit`: TLS from the first byte; `none`: in the clear, without a login") { Default = "starttls" },
        new("tls", TlsSettings.Shape, "[the keys of TLS](#the-keys-of-tls)") { Range = "a mapping" },
    ];

    public override bool MeasuresLatency => true;

    protected override SmtpSpec Read(YamlSection keys)
    {
        var server = Server.Read(keys, SecurityOf(keys), tls => tls.Use == TlsUse.Implicit ? 465 : 25, mustLogIn: false);
        if (server.Username is null != !keys.Has("password"))
            keys.Problem("username", "username and password go together", "write both, or neither");
        if (server is { Username: not null, Tls.IsSpoken: false })
            keys.Problem("security", "the password would be sent in the clear", "write security: starttls or security: implicit");
        return new SmtpSpec(server);
    }

    protected override string Target(SmtpSpec spec) => spec.Server.Address;

    protected override string Host(SmtpSpec spec) => spec.Server.Address;

    protected override ImmutableArray<string> Badges(SmtpSpec spec) => spec.Server.Tls.Badges;

    protected override Task<Observation> ProbeAsync(SmtpSpec spec, ProbeContext context, CancellationToken cancel)
    {
        var phase = new Phase("connecting");
        CertificateInspector? inspector = null;
        return ServerRunner.RunAsync(phase, spec.Server.Password, e => Explain(e, phase, inspector), async () =>
        {
            inspector = spec.Server.Tls.Inspector(spec.Server.Host, time.GetUtcNow());
            return await GreetAsync(spec.Server, context, phase, inspector, cancel);
        }, cancel);
    }

    private async Task<Observation> GreetAsync(Server server, ProbeContext context, Phase phase, CertificateInspector inspector, CancellationToken cancel)
    {
        using var socket = await dialer.ConnectAsync(new DialTarget(server.Host, server.Port, context.Level), cancel);
        using var client = new SmtpClient();
        client.Timeout = (int)ServerRunner.Patience(context).TotalMilliseconds;
        client.CheckCertificateRevocation = false;
        client.ServerCertificateValidationCallback = (_, shown, chain, _) => ServerCertificate.IsAccepted(inspector, shown, chain);
        if (server.Tls.Settings is { } settings)
            client.SslProtocols = settings.Options.Versions;
        phase.Text = "waiting for the greeting";
        await client.ConnectAsync(socket, server.Host, server.Port, Options(server.Tls.Use), cancel);
        if (server.Username is { } username)
        {
            phase.Text = "logging in";
            await client.AuthenticateAsync(username, server.Password.Reveal(), cancel);
        }

        phase.Text = "saying goodbye";
        await client.NoOpAsync(cancel);
        await client.DisconnectAsync(quit: true, cancel);
        return new Observation(ObservationKind.Passed);
    }

    private static ServerTls SecurityOf(YamlSection keys)
    {
        var use = keys.Choice("security", "starttls", "starttls", "implicit", "none") switch
        {
            "implicit" => TlsUse.Implicit,
            "none" => TlsUse.None,
            _ => TlsUse.StartTls,
        };
        if (use == TlsUse.None && keys.Has("tls"))
            keys.Problem("tls", "is set, but no TLS is spoken", "remove it, or write security: starttls");
        return new ServerTls(use, keys.Section("tls") is { } section ? TlsSettings.Read(section) : use == TlsUse.None ? null : TlsSettings.Default);
    }

    private static SecureSocketOptions Options(TlsUse use) => use switch
    {
        TlsUse.StartTls => SecureSocketOptions.StartTls,
        TlsUse.Implicit => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    private static ProbeEndedException? Explain(Exception problem, Phase phase, CertificateInspector? inspector) => problem switch
    {
        AuthenticationException e => new(ObservationKind.Failed, $"login failed: {e.Message}", e),
        SslHandshakeException e => new(ObservationKind.Error, inspector!.Explain(e.InnerException ?? e), e), // there is one before there is a handshake
        SmtpCommandException e => new(ObservationKind.Failed, $"refused ({phase.Text}): {(int)e.StatusCode} {e.Message}", e),
        NotSupportedException e when phase.Text == "logging in" => new(ObservationKind.Failed, "login failed: the server offers no login", e),
        NotSupportedException e => new(ObservationKind.Failed, "TLS: the server does not offer it", e),
        SmtpProtocolException or ServiceNotConnectedException => new(ObservationKind.Error, $"no answer of a mail server ({phase.Text}): {problem.Message}", problem),
        IOException or TimeoutException => new(ObservationKind.Error, $"the server closed the connection ({phase.Text})", problem),
        _ => null,
    };
}
