using System.Text.Json;
using System.Xml.Linq;
using Monitor.Actors.Checks;
using Monitor.Web.Status;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Status;

/// <summary>What badges say, and that they are well-formed whatever a check is called.</summary>
public sealed class BadgeTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static StatusCheck Check(PublicState state = PublicState.Up, params double[] shares) => new(
        CheckName.Of("api"), state, null, null, new CheckRecord([], [.. shares.Select(share => Some.Uptime(ok: (int)(share * 10_000), fail: 10_000 - (int)(share * 10_000)))]));

    private static (string, string, string)? Of(StatusCheck check, string kind, int range = 0) =>
        Badge.Of(check, kind, range) is { } badge ? (badge.Label, badge.Message, badge.Color) : null;

    [Fact]
    public void Each_kind_says_what_it_is_of_and_how_it_is()
    {
        var check = Check(PublicState.Up, 1, 0.9998, 0.97, 0.5);
        Assert.Equal(("status", "up", "0a6640"), Of(check, "status"));
        Assert.Equal(("status", "no data", "525c6b"), Of(Check(PublicState.NoData), "status"));
        Assert.Equal(("uptime 24h", "100%", "0a6640"), Of(check, "uptime"));
        Assert.Equal(("uptime 7d", "99.98%", "0a6640"), Of(check, "uptime", 1));
        Assert.Equal(("uptime 30d", "97%", "855000"), Of(check, "uptime", 2));
        Assert.Equal(("uptime 90d", "50%", "b42318"), Of(check, "uptime", 3));
        Assert.Equal(("uptime 24h", "no data", "525c6b"), Of(Check(), "uptime"));
        Assert.Equal(("latency 24h", "42 ms", "525c6b"), Of(check, "latency"));
        Assert.Null(Of(check, "mood"));
        Assert.True(Badge.Of(Check(PublicState.Down), "status", 0)?.IsError);
    }

    [Fact]
    public void For_shields_it_has_their_fields() => Assert.Equal(
        """{"label":"status","message":"up","color":"0a6640","isError":false,"schemaVersion":1,"cacheSeconds":60}""",
        JsonSerializer.Serialize(Badge.Of(Check(), "status", 0)));

    [Theory]
    [MemberData(nameof(StatusDocumentTests.Payloads), MemberType = typeof(StatusDocumentTests))]
    public void It_is_a_picture_with_a_title_and_nothing_else(string name)
    {
        var svg = XDocument.Parse(BadgeSvg.Draw(new Badge("uptime 30d", "99.98%", "0a6640"), name)).Root!; // it has one
        Assert.Equal(Svg + "svg", svg.Name);
        Assert.Equal($"{name}: uptime 30d 99.98%", svg.Element(Svg + "title")?.Value);
        Assert.Equal(["clipPath", "g", "rect", "svg", "text", "title"], svg.DescendantsAndSelf().Select(element => element.Name.LocalName).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal((double?)svg.Attribute("width"), svg.Elements(Svg + "g").First().Elements().Sum(box => (double)box.Attribute("width")!)); // each has one
    }

    [Theory]
    [InlineData("api/status.svg", "api", "status", "svg")]
    [InlineData("a/b c/uptime.json", "a/b c", "uptime", "json")]
    [InlineData("status.svg", "", "status", "svg")]
    [InlineData("api/status", "api", "", "status")]
    [InlineData(null, "", "", "")]
    public void An_address_names_check_kind_and_format(string? path, string check, string kind, string format) =>
        Assert.Equal(new BadgePath(check, kind, format), BadgePath.Parse(path));

    [Fact]
    public void Ranges_are_those_of_the_page() =>
        Assert.Equal([0, 0, 1, 2, 3, null], new[] { null, "24h", "7d", "30d", "90d", "1y" }.Select(BadgeRange.IndexOf));
}
