using System.Text.Json;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Config;
using Monitor.Actors.Remedies;
using Monitor.Actors.Remedies.Actions;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Remedies;

/// <summary>Remedies that run programs, with real ones.</summary>
public sealed class ProgramRemedyTests : IDisposable
{
    private static readonly RemedyRun Asked =
        new("orders/1/remedy0/1", NetworkLevel.Outbound, CheckName.Of("orders")) { Incident = "orders/1", Reason = "HTTP 503; $(touch x)", Try = 2 };

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static async Task<(bool Succeeded, JsonElement Details)> Run(IRemedyType type, string yaml)
    {
        var keys = YamlSection.Of(yaml);
        var spec = type.Read(keys);
        Assert.Empty(keys.Problems());
        var outcome = await type.RunAsync(spec, Asked, TestContext.Current.CancellationToken);
        return (outcome.Succeeded, JsonElement.Parse(outcome.Details));
    }

    private string Program(string name, string script)
    {
        var path = _folder[name];
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    [Fact]
    public async Task A_program_knows_of_what_it_is_run_and_its_first_words_are_kept()
    {
        var program = Program("help.sh", "echo \"$MONITOR_CHECK|$MONITOR_INCIDENT|$MONITOR_REASON|$MONITOR_RUN|$MONITOR_TRY|$1|$OWN\"");
        var (succeeded, details) = await Run(new CommandRemedy(), $"{{ command: ['{program}', 'two words'], environment: {{ OWN: mine }} }}");
        Assert.True(succeeded);
        Assert.Equal("""{"action":"command","result":{"exit_code":0,"text":"orders|orders/1|HTTP 503; $(touch x)|orders/1/remedy0/1|2|two words|mine"}}""", details.GetRawText());
    }

    [Fact]
    public async Task Another_end_than_0_is_a_failure()
    {
        var (succeeded, details) = await Run(new CommandRemedy(), $"{{ command: ['{Program("no.sh", "echo no such queue >&2; exit 3")}'] }}");
        Assert.False(succeeded);
        Assert.Equal((3, "no such queue"), (details.GetProperty("result").GetProperty("exit_code").GetInt32(), details.GetProperty("result").GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_service_is_restarted_by_systemctl()
    {
        Program("systemctl", $"echo \"$@\" >> '{_folder["calls"]}'");
        var (succeeded, _) = await Run(new RestartServiceRemedy(_folder.Path), "{ unit: shop.service }");
        Assert.True(succeeded);
        Assert.Equal("restart shop.service\n", await File.ReadAllTextAsync(_folder["calls"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_systemctl_it_says_so()
    {
        var (succeeded, details) = await Run(new RestartServiceRemedy(_folder.Path), "{ unit: shop.service }");
        Assert.False(succeeded);
        Assert.Equal("systemctl cannot be run: it is not on PATH", details.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("'--force'")]
    [InlineData("'shop service'")]
    [InlineData("'shop;reboot'")]
    public void What_is_no_unit_is_refused(string unit)
    {
        var keys = YamlSection.Of($"{{ unit: {unit} }}");
        new RestartServiceRemedy().Read(keys);
        Assert.Contains("is not the name of a systemd unit", Assert.Single(keys.Problems()).ToString(), StringComparison.Ordinal);
    }
}
