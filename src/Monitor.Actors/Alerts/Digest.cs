using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts;

/// <summary>Several alerts as one message: how many failed and recovered, and a line for each; pure.</summary>
public static class Digest
{
    private const int NamesInSubject = 3;
    private const int LongestLine = 300;

    public static Alert Of(ImmutableArray<OfferAlert> offers)
    {
        var worst = offers.MaxBy(offer => Urgencies.Of(offer.Alert.Severity))!; // there are several
        var over = offers.All(offer => Alert.Of(offer).IsOver);
        return new Alert(IdOf(offers), offers[0].Check, over ? AlertKind.Recovered : AlertKind.FirstFail, worst.Alert.Severity, offers[^1].Alert.At, null, null)
        {
            Incident = IdOf(offers),
            Notice = new AlertNotice(Subject(offers, worst.Alert.Severity), string.Join('\n', offers.Select(Line)) + "\n"),
        };
    }

    /// <summary>The same for the same alerts, so for every attempt to send them together.</summary>
    private static string IdOf(ImmutableArray<OfferAlert> offers) =>
        $"digest/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', offers.Select(offer => offer.Alert.Id)))))[..32]}";

    private static string Subject(ImmutableArray<OfferAlert> offers, string severity)
    {
        var counts = offers.GroupBy(offer => offer.Alert.Kind).OrderBy(group => group.Key).Select(group => $"{group.Count()} {AlertKinds.Word(group.Key).ToUpperInvariant()}");
        var names = offers.Select(offer => offer.Check.Value).Distinct(StringComparer.Ordinal).ToArray();
        var more = names.Length > NamesInSubject ? $" and {names.Length - NamesInSubject} more" : "";
        return $"[{severity}][{string.Join(", ", counts)}] {string.Join(", ", names.Take(NamesInSubject))}{more}";
    }

    private static string Line(OfferAlert offer)
    {
        var alert = offer.Alert;
        var what = offer.Notice is { } notice ? notice.Subject : $"[{alert.Severity}] {offer.Check} {AlertKinds.Word(alert.Kind)}{(alert.Reason is { } reason ? $": {reason}" : "")}";
        var line = string.Create(CultureInfo.InvariantCulture, $"{alert.At.UtcDateTime:HH:mm:ss} UTC  {what.ReplaceLineEndings(" ")}");
        return AlertWords.Cut(line, LongestLine);
    }
}
