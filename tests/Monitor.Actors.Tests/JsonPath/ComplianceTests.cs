namespace Json.Path.Tests;

public sealed class ComplianceTests
{
    private const string Suite = "shared/jsonpath/cts.json";

    [Fact]
    public void Every_case_of_the_official_suite_passes()
    {
        var suite = FindSuite();
        if (suite is null && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail($"{Suite} must be there in CI");
        Assert.SkipWhen(suite is null, $"{Suite} is in no folder above this one");

        var cases = JsonPathCase.ReadAll(File.ReadAllText(suite!)).ToList(); // skipped above when null

        Assert.True(cases.Count >= 700, $"only {cases.Count} cases in {suite}");
        Assert.Empty(cases.Select(test => test.Problem()).OfType<string>());
    }

    [Fact]
    public void Every_case_of_our_own_passes()
    {
        var own = System.IO.Path.Combine(AppContext.BaseDirectory, "JsonPath", "cases.json");

        Assert.Empty(JsonPathCase.ReadAll(File.ReadAllText(own)).Select(test => test.Problem()).OfType<string>());
    }

    private static string? FindSuite()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var suite = System.IO.Path.Combine(folder.FullName, Suite);
            if (File.Exists(suite))
                return suite;
        }
        return null;
    }
}
