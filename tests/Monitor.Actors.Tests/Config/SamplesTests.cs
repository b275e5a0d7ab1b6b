using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Config.Support;

namespace Monitor.Actors.Tests.Config;

/// <summary>Files that people have already must load unchanged (PARITY 13.1).</summary>
public sealed class SamplesTests
{
    [Fact]
    public void The_original_files_load_with_their_lints_and_no_errors()
    {
        Assert.Equal(
            ["checks.yaml: line 53, column 16, batch-job.notify_on: announces missed deadlines and recoveries, but not a failed run; add first_fail"],
            SomeConfig.Faults(SomeConfig.Seed));
        Assert.Equal(
            ["checks.yaml: line 49, column 16, job.notify_on: announces missed deadlines and recoveries, but not a failed run; add first_fail"],
            SomeConfig.Faults(SomeConfig.Sample("readme-checks.yaml")));
    }

    [Fact]
    public void The_shipped_file_loads()
    {
        var config = SomeConfig.Good(File.ReadAllText(SomeConfig.InRepository("checks.yaml")));
        Assert.Equal(["api-availability", "db-health", "queue-depth", "job"], config.Checks.Select(check => check.Name.Value));
        Assert.All(config.Checks, check => Assert.Equal(TimeSpan.FromSeconds(15), check.Interval));
    }

    [Fact]
    public void The_seed_file_means_what_it_says()
    {
        var config = SomeConfig.Good(SomeConfig.Seed);
        var api = config.Checks[0];
        Assert.Equal("P1", api.Severity);
        Assert.Equal((2, TimeSpan.FromSeconds(5), RetryOn.AnyFailure), (api.Retries, api.RetryBackoff, api.RetryOn));
        Assert.Equal((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)), (api.WarnAbove, api.FailAbove));
        Assert.Equal([AlertKind.FirstFail, AlertKind.Recovered], api.NotifyOn);
        Assert.Equal("http://127.0.0.1:8000/api/ping", api.Target);
        Assert.Equal("http://127.0.0.1:8000/admin/reset", ((PostKeys)api.Remedies.Single().Spec).Url.ToString());
        Assert.Equal("checks.yaml:11", api.Source.ToString());
        Assert.StartsWith("name: api-availability\ntype: http\nurl: \"{MOCKAPP_BASE}/api/ping\"\n", api.Yaml, StringComparison.Ordinal);

        var job = config.Checks[3];
        Assert.Equal("http://127.0.0.1:8000/jobs/{job_id}/status", job.Target);
        Assert.Equal((null, null), (job.WarnAbove, job.FailAbove));
        Assert.Contains("# success_by: \"02:30\"", job.Yaml, StringComparison.Ordinal);
        Assert.Equal("Asia/Kolkata", config.DisplayZone.Id);
        Assert.True(config.NotifyByEmail);
    }

    [Fact]
    public void The_example_environment_leaves_mail_unset_and_fills_the_shipped_file()
    {
        var text = File.ReadAllText(SomeConfig.InRepository(".env.example"));
        var (values, problems) = Monitor.Actors.Config.EnvFile.Merge(new(".env", text), new Dictionary<string, string>(), [], path => path);
        Assert.Empty(problems);
        Assert.Equal(["MOCKAPP_BASE", "RESULTS_PATH", "STATE_PATH"], values.Keys.Order(StringComparer.Ordinal));
    }
}
