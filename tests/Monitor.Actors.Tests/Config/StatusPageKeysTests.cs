using Monitor.Actors.Board;
using Monitor.Actors.Config;
using Monitor.Actors.Tests.Config.Support;

namespace Monitor.Actors.Tests.Config;

/// <summary>status_page as it is written, and which checks are public then.</summary>
public sealed class StatusPageKeysTests
{
    private const string Checks = """
        checks:
          - { name: api, type: http, url: http://localhost/, expect_status: 200, group: Shop }
          - { name: search, type: http, url: http://localhost/, expect_status: 200, group: shop, tags: [public] }
          - { name: cards, type: http, url: http://localhost/, expect_status: 200, group: Payments }
          - { name: website, type: http, url: http://localhost/, expect_status: 200 }
          - { name: vault, type: http, url: http://localhost/, expect_status: 200, group: Internal }
          - { name: door, type: http, url: http://localhost/, expect_status: 200, group: Internal, tags: [Public] }

        """;

    private static string Yaml(string page) => $"status_page: {page}\n{Checks}";

    private static PublicPage Page(string page) => PublicPage.Of(SomeConfig.Good(Yaml(page)))!; // it has one

    private static string[] Shown(string page) => [.. Page(page).Groups.Select(group => $"{group.Title}: {string.Join(", ", group.Checks.Select(check => check.Name))}")];

    [Fact]
    public void Without_the_key_there_is_no_page() => Assert.Null(PublicPage.Of(SomeConfig.Good(Checks)));

    [Theory]
    [InlineData("{ groups: [payments, Shop] }", "payments: cards|Shop: api, search")]
    [InlineData("{ groups: Shop, checks: \"w*\", tags: public }", "Shop: api, search|Others: website, door")]
    [InlineData("{ groups: Shop, checks: website, others: More }", "Shop: api, search|More: website")]
    [InlineData("{ checks: [website, API] }", ": api, website")]
    [InlineData("{ checks: \"*\", others: All }", "All: api, search, cards, website, vault, door")]
    [InlineData("{ tags: public }", ": search, door")]
    public void What_is_named_is_public_in_the_order_of_the_page(string page, string shown) => Assert.Equal(shown.Split('|'), Shown(page));

    [Fact]
    public void What_is_not_named_cannot_be_found()
    {
        var page = Page("{ groups: Shop }");
    }

    [Fact]
    public void Everything_it_can_say_is_read()
    {
        var settings = Page("{ title: Our services, description: How they do., groups: Shop, show_reasons: true, url: https://status.example.org/status }").Settings;
        Assert.Equal(("Our services", "How they do.", true, "https://status.example.org/status"), (settings.Title, settings.Description, settings.ShowReasons, settings.Url?.AbsoluteUri));
        var usual = Page("{ groups: Shop }").Settings;
        Assert.Equal(("Status", null, false, null), (usual.Title, usual.Description, usual.ShowReasons, usual.Url));
    }

    [Theory]
    [InlineData("{ title: x }", "status_page.groups: missing: nothing would be shown; write groups:, checks: or tags:")]
    [InlineData("{ groups: Shop, titel: x }", "status_page.titel: unknown key; did you mean title?")]
    [InlineData("{ groups: Shop, title: \"a\\nb\" }", "status_page.title: must be one line of 1 to 100 printable characters; say it shorter")]
    [InlineData("{ groups: Shop, title: \" \" }", "status_page.title: must be one line of 1 to 100")]
    [InlineData("{ groups: [\"\"] }", "status_page.groups: has an empty word; remove it")]
    [InlineData("{ groups: Shop, url: ftp://x/ }", "status_page.url: expected an absolute http or https URL")]
    [InlineData("{ groups: Shop, url: \"https://x/?a=b\" }", "status_page.url: has more than a host and a path; write it like https://status.example.org/status")]
    [InlineData("{ groups: Shop, show_reasons: \"yes\" }", "status_page.show_reasons: expected true or false")]
    [InlineData("true", "status_page: expected a mapping, got true")]
    public void A_mistake_is_named_with_its_place(string page, string fault) =>
        Assert.Contains(fault, Assert.Single(SomeConfig.Read(Yaml(page)).Errors).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Its_texts_and_lists_have_limits()
    {
        Assert.Single(SomeConfig.Read(Yaml($"{{ groups: Shop, description: {new string('x', 501)} }}")).Errors);
        Assert.Single(SomeConfig.Read(Yaml($"{{ groups: Shop, title: {new string('x', 101)} }}")).Errors);
        Assert.Contains("has 201 words", Assert.Single(SomeConfig.Read(Yaml($"{{ checks: [{string.Join(", ", Enumerable.Range(1, 201))}] }}")).Errors).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ groups: [Shop, Shpo] }", "status_page.groups: no check has the group \"Shpo\"; did you mean Shop?")]
    [InlineData("{ groups: Shop, checks: \"x*\" }", "status_page.checks: there is no check named \"x*\"; remove the name here")]
    [InlineData("{ groups: Shop, tags: publik }", "status_page.tags: no check has the tag \"publik\"; did you mean Public?")]
    public void A_word_that_means_no_check_is_a_warning(string page, string fault)
    {
        var reading = SomeConfig.Read(Yaml(page));
        Assert.NotNull(reading.Config);
        Assert.Contains(fault, Assert.Single(reading.Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void So_many_checks_are_public_and_no_more()
    {
        var many = string.Concat(Enumerable.Range(1, PublicPage.MostChecks + 1).Select(n => $"  - {{ name: c{n}, type: http, url: http://localhost/, expect_status: 200, group: {(n % 2 == 0 ? "even" : "odd")} }}\n"));
        var reading = SomeConfig.Read($"status_page: {{ groups: [odd, even] }}\nchecks:\n{many}");
        Assert.Contains("201 checks would be shown, the first 200 are", Assert.Single(reading.Problems).ToString(), StringComparison.Ordinal);
        var page = PublicPage.Of(reading.Config!)!; // it is good, and has one
        Assert.Equal([101, 99], page.Groups.Select(group => group.Checks.Length));
    }

    [Fact]
    public void Nobody_but_the_main_file_has_one() => Assert.Contains(
        "only checks.yaml may say this",
        Assert.Single(MonitorConfig.Read(new SourceText("checks.yaml", "checks: []\n"), null, SomeConfig.Around, [new SourceText("checks.d/a.yaml", "status_page: { tags: x }\nchecks: []\n")]).Errors).ToString(),
        StringComparison.Ordinal);
}
