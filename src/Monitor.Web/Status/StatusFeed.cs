using System.Globalization;
using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using Monitor.Actors.Checks;
using Monitor.Web.Shared;

namespace Monitor.Web.Status;

/// <summary>The incidents of public checks as an Atom feed (RFC 4287): one entry each, updated when it is over; pure.</summary>
public static class StatusFeed
{
    private const int MostEntries = 100;

    private static readonly XmlWriterSettings Plain = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CheckCharacters = true };

    /// <param name="page">The address of the status page.</param>
    public static byte[] Write(StatusView view, Uri page)
    {
        var feed = new SyndicationFeed
        {
            Id = Tag(view, "status"),
            Title = new TextSyndicationContent(view.Title),
            LastUpdatedTime = view.At.AddDays(-StatusView.KeptDays),
            Authors = { new SyndicationPerson { Name = view.Title } },
            Links = { SyndicationLink.CreateSelfLink(new Uri($"{page.AbsoluteUri.TrimEnd('/')}/feed.atom"), "application/atom+xml"), SyndicationLink.CreateAlternateLink(page, "text/html") },
        };
        if (view.Description is { } description)
            feed.Description = new TextSyndicationContent(description);
        feed.Items = [.. view.Incidents.OrderByDescending(Updated).Take(MostEntries).Select(incident => Entry(view, incident, page))];
        foreach (var entry in feed.Items.Take(1))
            feed.LastUpdatedTime = entry.LastUpdatedTime;
        using var memory = new MemoryStream();
        using (var xml = XmlWriter.Create(memory, Plain))
            feed.GetAtom10Formatter().WriteTo(xml);
        return memory.ToArray();
    }

    private static SyndicationItem Entry(StatusView view, StatusIncident incident, Uri page) => new()
    {
        Id = Tag(view, $"incident/{Uri.EscapeDataString(incident.Id)}"),
        Title = new TextSyndicationContent(incident.Until is { } until ? $"{incident.Check} was down for {Spans.Short(until - incident.Since)}" : $"{incident.Check} is down"),
        PublishDate = incident.Since,
        LastUpdatedTime = Updated(incident),
        Content = new TextSyndicationContent(Clean(Sentence(incident))),
        Links = { SyndicationLink.CreateAlternateLink(page, "text/html") },
    };

    private static string Sentence(StatusIncident incident) =>
        $"Down since {Clock(incident.Since)}{(incident.Until is { } until ? $", up again since {Clock(until)}" : "")}.{(incident.Reason is { } reason ? $" {ErrorDetails.Short(reason)}" : "")}";

    private static DateTimeOffset Updated(StatusIncident incident) => incident.Until ?? incident.Since;

    private static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The same for as long as the configuration names the same host (RFC 4151).</summary>
    private static string Tag(StatusView view, string what) => $"tag:{view.Url?.Host ?? "localhost"},2026:monitor/{what}";

    /// <summary>What targets say may hold letters that XML does not know.</summary>
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value)));
}
