namespace Monitor.Actors.Tests.Checks.Systems.Support;

/// <summary>A RabbitMQ broker of the tests' own; TLS at another port.</summary>
/// <remarks>Erlang's port mapper is one of its own too: the usual one would stay behind.</remarks>
public sealed class RabbitMqServer() : TestServer("rabbitmq-server", Program, PortMapper)
{
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string PortMapper = "/usr/bin/epmd";

    public int TlsPort { get; } = FreePort();

    protected override string Ready => "Server startup complete";

    protected override Task StartAsync()
    {
        var certificate = TestCertificate.WriteTo(Folder);
        var environment = new Dictionary<string, string>
        {
            ["HOME"] = Folder.Path,
            ["ERL_EPMD_PORT"] = Text(FreePort()),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODENAME"] = "tests@localhost",
            ["RABBITMQ_NODE_PORT"] = Text(Port),
            ["RABBITMQ_DIST_PORT"] = Text(FreePort()),
            ["RABBITMQ_MNESIA_BASE"] = Folder["mnesia"],
            ["RABBITMQ_LOG_BASE"] = Folder["logs"],
            ["RABBITMQ_LOGS"] = "-",
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Folder.Write("plugins", "[]."),
            ["RABBITMQ_CONFIG_FILE"] = Folder.Write("rabbitmq.conf", $"""
                listeners.tcp.1 = 127.0.0.1:{Port}
                listeners.ssl.1 = 127.0.0.1:{TlsPort}
                ssl_options.certfile = {certificate.Chain}
                ssl_options.keyfile = {certificate.Key}
                ssl_options.verify = verify_none
                default_user = {Username}
                default_pass = {Password}
                loopback_users = none
                disk_free_limit.absolute = 10MB

                """),
            // Then the script becomes the server, instead of waiting for it; for which the server must want no input.
            ["RABBITMQ_ALLOW_INPUT"] = "1",
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-noinput +S 1 +sbwt none -kernel inet_dist_use_interface {127,0,0,1}",
        };
        Run(environment, PortMapper);
        Run(environment, Program);
        return Task.CompletedTask;
    }
}
