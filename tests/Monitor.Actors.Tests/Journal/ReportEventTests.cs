using System.Text;
using System.Text.Json;
using Akka.Actor;
using Monitor.Actors.Journal;
using Monitor.Actors.Reports;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Journal;

/// <summary>What became of reports as the journal keeps it: a stored sample of every event; samples are only ever added.</summary>
public sealed class ReportEventTests : ActorTest
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Journal", "ReportSamples");

    private static byte[] Stored(string manifest) => File.ReadAllBytes(Path.Combine(Folder, $"{manifest}.json"));

    private static ReportEvent Read(string manifest) => ReportSerializer.Read(Stored(manifest), manifest);

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    [Fact]
    public void Every_event_has_a_manifest_and_a_sample()
    {
        Assert.Equal(typeof(ReportEvent).GetNestedTypes().Length, ReportSerializer.All.Count());
        Assert.Equal(ReportSerializer.All.Order(StringComparer.Ordinal), Directory.EnumerateFiles(Folder).Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_sample_still_reads_and_writes_back_the_same_with_every_field_in_it() => Assert.All(ReportSerializer.All, manifest =>
    {
        var happened = Read(manifest);
        var written = new ReportSerializer((ExtendedActorSystem)Sys).ToBinary(happened);
        Assert.Equal(manifest, ReportSerializer.Of(happened));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(Stored(manifest)), JsonElement.Parse(written)), Encoding.UTF8.GetString(written));
        Assert.Equal(
            happened.GetType().GetProperties().Select(property => Snake(property.Name)).Order(StringComparer.Ordinal),
            JsonElement.Parse(written).EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
    });

    [Fact]
    public void The_sample_of_a_report_has_every_field_and_every_part()
    {
        var report = JsonElement.Parse(Stored(ReportSerializer.Made)).GetProperty("report");
        Assert.Equal(
            typeof(MorningReport).GetProperties().Where(property => property.Name != nameof(MorningReport.Headline)).Select(property => Snake(property.Name)).Order(StringComparer.Ordinal),
            report.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.Equal(Enum.GetValues<ReportPart>().Select(part => Snake(part.ToString())), report.GetProperty("sections").EnumerateArray().Select(section => section.GetProperty("part").GetString()));
        Assert.Equal(
            typeof(ReportLine).GetProperties().Select(property => Snake(property.Name)).Order(StringComparer.Ordinal),
            report.GetProperty("sections")[0].GetProperty("lines")[0].EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("report-planned", "Report morning is made at 07:00 Mon, Fri Europe/Berlin from now on")]
    [InlineData("report-dropped", "Report morning is not made any more")]
    [InlineData("report", "Report morning for the board: 1 failing of 2 checks; made 40 min late: the monitor was not running")]
    [InlineData("report-skipped", "Report morning of 2026-03-02 06:00 UTC was not made: 5 h 0 min late, more than 4 h")]
    [InlineData("report-signed", "Report r-1 signed off by Priya: disk replaced all fine")]
    [InlineData("report-reminded", "Report r-1 is not signed off: reminder 2 of 6 for email, ops")]
    [InlineData("report-held", "Report r-1 not delivered by email yet: no route")]
    [InlineData("report-delivered", "Reminder 2 of report r-1 delivered by email")]
    [InlineData("report-abandoned", "Report r-1 given up by email: refused: 550")]
    public void An_event_reads_as_a_sentence(string manifest, string sentence)
    {
        var (at, text) = ReportEventText.Of(Read(manifest));
        Assert.Equal((new DateTimeOffset(2026, 3, 2, 6, 0, 5, TimeSpan.Zero), sentence), (at, text));
    }

    [Fact]
    public void What_cannot_be_read_is_named()
    {
        Assert.Throws<JournalFormatException>(() => ReportSerializer.Read("{}"u8, "report-of-the-future"));
        Assert.Throws<JournalFormatException>(() => ReportSerializer.Read("{"u8, ReportSerializer.Made));
    }
}
