using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace MockApp.Tests;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData(null, null, "http://127.0.0.1:8000")]
    [InlineData(null, "8123", "http://127.0.0.1:8123")]
    [InlineData("http://127.0.0.1:9000", "8123", "http://127.0.0.1:9000")]
    [InlineData("http://localhost:9000", null, "http://localhost:9000")]
    [InlineData("http://[::1]:9000", null, "http://[::1]:9000")]
    [InlineData("http://127.0.0.1:9000/", null, "http://127.0.0.1:9000/")]
    public void This_machine_is_fine(string? urls, string? port, string expected)
    {
        var (addresses, refusal) = Read(("urls", urls), ("PORT", port));
        Assert.Equal([expected], addresses);
        Assert.Null(refusal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8000")]
    [InlineData("http://*:8000")]
    [InlineData("http://+:8000")]
    [InlineData("http://[::]:8000")]
    [InlineData("http://127.0.0.2:8000")]
    [InlineData("http://192.168.1.4:8000")]
    [InlineData("http://localhost.evil.example:8000")]
    [InlineData("https://127.0.0.1:8000")]
    [InlineData("http://127.0.0.1:8000/prefix")]
    [InlineData("http://127.0.0.1:8000;http://0.0.0.0:8001")]
    [InlineData("8000")]
    public void Anything_else_is_refused_in_one_sentence(string urls)
    {
        var (addresses, refusal) = Read(("urls", urls));
        Assert.Empty(addresses);
        Assert.StartsWith("Refused to listen on \"", refusal, StringComparison.Ordinal);
        Assert.Single(refusal!.Split("\n"));
    }

    [Theory]
    [InlineData("PORT", "0.0.0.0:8000")]
    [InlineData("PORT", "99999")]
    [InlineData("Kestrel:Endpoints:Http:Url", "http://0.0.0.0:8000")]
    public void Neither_is_there_a_way_around(string key, string value) => Assert.NotNull(Read((key, value)).Refusal);

    [Fact]
    public async Task A_refusal_ends_the_program_with_78_and_no_stack_trace()
    {
        var (exit, error) = await Run("http://0.0.0.0:0");
        Assert.Equal(78, exit);
        Assert.Equal("Refused to listen on \"http://0.0.0.0:0\". MockApp has no password and listens on this machine only; use http://127.0.0.1:8000.", error);
    }

    [Fact]
    public async Task A_taken_port_ends_the_program_with_78_and_no_stack_trace()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        var (exit, error) = await Run(url);
        Assert.Equal(78, exit);
        Assert.Equal($"MockApp cannot start: {url} is already in use; stop the other program, or choose another port with --urls.", error);
    }

    private static (string[] Urls, string? Refusal) Read(params (string Key, string? Value)[] settings)
    {
        var read = ListenAddress.From(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value))).Build());
        return (read.Urls, read.Refusal);
    }

    private static async Task<(int Exit, string Error)> Run(string urls)
    {
        using var program = Process.Start(new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "--urls", urls])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var output = program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await output);
        return (program.ExitCode, error.Trim());
    }
}
