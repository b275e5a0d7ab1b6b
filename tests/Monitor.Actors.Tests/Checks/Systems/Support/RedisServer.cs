using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Monitor.Actors.Checks.Redis;

namespace Monitor.Actors.Tests.Checks.Systems.Support;

/// <summary>A Redis of the tests' own, with TLS at another port.</summary>
public sealed class RedisServer() : TestServer("redis-server", Program)
{
    private const string Program = "/usr/bin/redis-server";

    public int TlsPort { get; } = FreePort();

    /// <summary>Sends commands past the check.</summary>
    public async Task SayAsync(params string[] words)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        var talk = new RespTalk(client.GetStream());
        foreach (var command in new[] { ["AUTH", Password], words })
            Assert.False((await talk.AskAsync(command, CancellationToken.None)).IsError);
    }

    protected override string Ready => "Ready to accept connections";

    protected override Task StartAsync()
    {
        var certificate = TestCertificate.WriteTo(Folder);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Password)));
        Run(new Dictionary<string, string>(), Program,
            "--bind", "127.0.0.1", "--port", Text(Port), "--dir", Folder.Path, "--save", "", "--appendonly", "no",
            "--tls-port", Text(TlsPort), "--tls-cert-file", certificate.Chain, "--tls-key-file", certificate.Key, "--tls-auth-clients", "no",
            "--user", Username, "on", $"#{hash}", "~*", "+@all", "--user", "default", "on", $"#{hash}", "~*", "+@all");
        return Task.CompletedTask;
    }
}
