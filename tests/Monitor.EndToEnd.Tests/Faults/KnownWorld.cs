using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Faults;

/// <summary>Thirty checks whose state people know, ten of them failing, and what changes while nobody looks (FAULTS R-13).</summary>
internal sealed class KnownWorld : IAsyncDisposable
{
    private static readonly string[] Names = ChecksFile.Names("a", 30);
    private static readonly string[] Recover = Names[..5];
    private static readonly string[] StayDown = Names[5..10];
    private static readonly string[] Fail = Names[10..15];
    private static readonly string[] StayUp = Names[15..];

    private readonly Workplace _place = new();

    private KnownWorld(ScriptedTarget target, MailServer mail, Func<Workplace, MonitorProcess> monitor)
    {
        (Target, Mail) = (target, mail);
        Monitor = monitor(_place);
    }

    public ScriptedTarget Target { get; }

    public MailServer Mail { get; }

    public MonitorProcess Monitor { get; }

    /// <summary>The monitor runs, ten checks fail, and people have been told.</summary>
    public static async Task<KnownWorld> StartAsync()
    {
        var mail = await MailServer.StartAsync();
        var world = new KnownWorld(await ScriptedTarget.StartAsync(), mail, place => new MonitorProcess(place, mail.Environment()));
        world.Target.Break([.. Recover, .. StayDown]);
        world.Configure();
        await world.Monitor.StartAsync();
        await Eventually.Passes(() => Assert.Equal(Subjects("FIRST_FAIL", [.. Recover, .. StayDown]), world.Subjects()));
        await world.SettleAsync();
        return world;
    }

    /// <param name="more">Keys of <c>global</c> that change no check's state.</param>
    public void Configure(params string[] more) =>
        _place.Write("checks.yaml", ChecksFile.Of(Target, Names, extra: string.Concat(more.Select(key => $"  {key}\n"))));

    /// <summary>Five of those that failed are well again, and five others fail.</summary>
    public void Change()
    {
        Target.Mend(Recover);
        Target.Break(Fail);
    }

    /// <summary>The monitor runs what <see cref="Configure"/> wrote, and took every check for changed.</summary>
    public Task IsReconfiguredAsync() => Eventually.Passes(() => Assert.Contains(
        $"runs {Names.Length} checks: 0 started, {Names.Length} changed, 0 stopped", Monitor.Output, StringComparison.Ordinal));

    /// <summary>People were told of the ten that changed, each once, and of nothing else; and nothing more follows.</summary>
    public async Task ToldOfTheChangesOnlyAsync()
    {
        await SettleAsync();
        await Target.RoundsAsync(2, Names);
        var ledger = await SettleAsync();
        Assert.Equal(
            Subjects("FIRST_FAIL", [.. Recover, .. StayDown, .. Fail]).Concat(Subjects("RECOVERED", Recover)).Order(StringComparer.Ordinal),
            Subjects());
        Assert.Empty(ledger.Contradictions());
        var untouched = (await Monitor.Api.EventsAsync()).Where(happened => StayUp.Contains(happened.Check)).Select(happened => happened.Kind);
        Assert.Equal(["defined", "up"], untouched.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>Every check has been looked at in vain so many times since then.</summary>
    public Task SeesNothingAsync(DateTimeOffset since, int rounds) => Eventually.Passes(async () =>
    {
        var failed = (await Monitor.Api.ResultsAsync())
            .Where(result => result.Status == "FAIL" && result.Ts > Seconds(since) && result.Reason?.Contains("refused", StringComparison.Ordinal) == true)
            .CountBy(result => result.Name).ToDictionary();
        Assert.All(Names, name => Assert.True(failed.GetValueOrDefault(name) >= rounds, $"{name} failed {failed.GetValueOrDefault(name)} times"));
    });

    /// <summary>Nobody was told anything between these two moments.</summary>
    public async Task QuietAsync(DateTimeOffset since, DateTimeOffset until) =>
        Assert.DoesNotContain(await Monitor.Api.EventsAsync(), happened => happened.Kind == "alert" && happened.Ts > Seconds(since) && happened.Ts < Seconds(until));

    public async ValueTask DisposeAsync()
    {
        await Monitor.DisposeAsync();
        await Mail.DisposeAsync();
        await Target.DisposeAsync();
        _place.Dispose();
    }

    private Task<Ledger> SettleAsync() => Settled.LedgerAsync(Monitor, Target, Mail, Names);

    private static double Seconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / 1000.0;

    private IEnumerable<string> Subjects() => Mail.Accepted.Select(one => one.Subject).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Subjects(string kind, string[] names) =>
        names.Select(name => $"[P1][{kind}] {name}").Order(StringComparer.Ordinal);
}
