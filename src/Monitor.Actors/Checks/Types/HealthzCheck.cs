using System.Collections.Immutable;
using Monitor.Actors.Checks.Healthz;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Types;

/// <summary>Where a health report is read, and which of its entries count.</summary>
public sealed record HealthzSpec(HttpRequestSpec Request, HealthRules Rules);

/// <summary>Reads an ASP.NET health report, each of whose entries is a part of the answer.</summary>
public sealed class HealthzCheck(HttpRunner http) : CheckType<HealthzSpec>("healthz")
{
    private const int MostNames = 100;

    public override string Example => """
        { name: shop, type: healthz, url: 'https://shop.example/healthz', entries: [sql, redis, mail], warn_entries: [mail] }
        """;

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        .. HttpRequestReader.Keys.Select(key => key.Name == "url" ? key : key with { See = "[how an http check asks](#how-an-http-check-asks)" }),
        new("entries", KeyShape.Texts, "only these count, and each must be there") { Absent = "all" },
        new("ignore_entries", KeyShape.Texts, "these do not count") { Absent = "nothing" },
        new("warn_entries", KeyShape.Texts, "these are WARN at worst") { Absent = "nothing" },
    ];

    public override bool MeasuresLatency => true;

    protected override HealthzSpec Read(YamlSection keys)
    {
        var request = HttpRequestReader.Read(keys);
        var (only, ignored, lenient) = (Names(keys, "entries"), Names(keys, "ignore_entries"), Names(keys, "warn_entries"));
        foreach (var both in only.Intersect(ignored, StringComparer.OrdinalIgnoreCase))
            keys.Problem("ignore_entries", $"{Shown.Quoted(both)} is in entries too", "remove it from one of the two");
        return new HealthzSpec(request, new HealthRules(only, ignored, lenient));
    }

    protected override string Target(HealthzSpec spec) => DisplayUrl.Of(spec.Request.Url);

    protected override string Host(HealthzSpec spec) => spec.Request.Url.Authority;

    protected override ImmutableArray<string> Badges(HealthzSpec spec) => spec.Request.Badges;

    protected override async Task<Observation> ProbeAsync(HealthzSpec spec, ProbeContext context, CancellationToken cancel)
    {
        try
        {
            var answer = await http.AskAsync(spec.Request, context.Level, cancel);
            var seen = answer.StatusCode is 200 or 503
                ? spec.Rules.Judge(HealthReport.Parse(answer.Body), answer.StatusCode)
                : ErrorDetails.Error($"HTTP {answer.StatusCode}, expected 200 or 503 with a health report", answer.StatusCode);
            return seen with { Phases = answer.Phases };
        }
        catch (HttpProblemException e)
        {
            return HttpProblemText.Observe(e);
        }
    }

    private static ImmutableArray<string> Names(YamlSection keys, string key)
    {
        var names = keys.Texts(key);
        if (names.Count > MostNames)
            keys.Problem(key, $"more than {MostNames} names", "name those that matter");
        return [.. names.Select(name => name.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
