namespace Monitor.Actors.Tests.Checks.Systems.Support;

/// <summary>A mail server of the tests' own; whoever logs in is <c>ops</c> with the password <c>correct horse</c>.</summary>
public abstract class TestMailServer(bool withTls, params string[] more) : TestServer("python3-aiosmtpd", Python, "/usr/lib/python3/dist-packages/aiosmtpd/__init__.py")
{
    private const string Python = "/usr/bin/python3";

    protected override string Ready => "listening";

    protected override Task StartAsync()
    {
        var certificate = TestCertificate.WriteTo(Folder);
        string[] tls = withTls ? [certificate.Chain, certificate.Key] : [];
        var script = Path.Combine(AppContext.BaseDirectory, "Support", "mail_server.py");
        Run(new Dictionary<string, string>(), Python, ["-u", script, Text(Port), Folder.Path, .. tls, .. more]);
        return Task.CompletedTask;
    }
}

/// <summary>Speaks no TLS.</summary>
public sealed class PlainMailServer() : TestMailServer(withTls: false);

/// <summary>Offers STARTTLS.</summary>
public sealed class StartTlsMailServer() : TestMailServer(withTls: true);

/// <summary>Speaks TLS from the first byte.</summary>
public sealed class ImplicitTlsMailServer() : TestMailServer(withTls: true, "implicit");
