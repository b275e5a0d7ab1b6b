using System.Globalization;
using System.Text.Json.Nodes;
using Monitor.Actors.Reports;

namespace Monitor.Web.Api;

/// <summary>The history of sign-offs as a file: every report that was made, and who has signed it off; pure.</summary>
public static class SignOffExport
{
    private static readonly string[] Columns = ["report", "name", "made_at", "due_at", "sign_off_by", "headline", "signed_at", "signed_by", "note", "reminders"];

    public static string Csv(IEnumerable<ReportHead> heads) => string.Concat(heads.Select(Row).Prepend(Columns).Select(Api.Csv.Line));

    public static string Jsonl(IEnumerable<ReportHead> heads) => string.Concat(heads.Select(head => $"{Json(head).ToJsonString()}\n"));

    private static JsonObject Json(ReportHead head) =>
        new(Columns.Zip(Row(head), (name, value) => KeyValuePair.Create(name, name == "reminders" ? JsonValue.Create(head.Reminders) : (JsonNode?)value)));

    private static string?[] Row(ReportHead head) =>
    [
        head.Id, head.Name, Time(head.At), Time(head.Due), Time(head.SignOffBy), head.Headline,
        Time(head.Signed?.At), head.Signed?.By, head.Signed?.Note, head.Reminders.ToString(CultureInfo.InvariantCulture),
    ];

    private static string? Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
