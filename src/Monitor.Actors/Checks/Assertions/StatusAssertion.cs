using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Assertions;

/// <summary><c>expect_status</c>: <c>200</c>, <c>2xx</c>, <c>200-299</c>, or a list of these.</summary>
internal sealed partial record StatusAssertion(ImmutableArray<StatusAssertion.Range> Allowed) : Assertion
{
    private const int MaxBodyShown = 200;
    private const int Lowest = 100;
    private const int Highest = 599;

    /// <summary>How statuses may be written.</summary>
    internal const string Forms = "`200`, `2xx`, `200-299`, or a list of these";

    internal const string Fix = "write it like 200, 2xx, 200-299 or [200, 204]";

    public static ConfigKey Key { get; } = new("expect_status",
        KeyShape.Either(Statuses, KeyShape.Known("status_rule",
            new("in", Statuses, "the statuses that will do") { Required = true },
            SeverityKey)),
        "the HTTP status is among them")
    { Range = $"{Forms}; `{{ in: …, severity: warn }}`" };

    internal static KeyShape Statuses => KeyShape.ListOrOne(KeyShape.Either(KeyShape.Whole(Lowest, Highest), KeyShape.Like("[1-5][xX]{2}|[1-5][0-9]{2}(-[1-5][0-9]{2})?")));

    /// <summary>From one status to another, both included, as the operator wrote it.</summary>
    internal readonly record struct Range(int From, int To, string Text)
    {
        public bool Includes(int status) => status >= From && status <= To;
    }

    public override string About => $"status {Expected}";

    public override string? Problem(Answer answer)
    {
        if (answer.Facts.StatusCode is not { } status)
            return $"no HTTP status, expected {Expected}";
        foreach (var range in Allowed)
        {
            if (range.Includes(status))
                return null;
        }

        return $"HTTP {status}, expected {Expected}";
    }

    public override (string Key, object? Value)[] Details(Answer answer, string problem) =>
    [
        ("status_code", answer.Facts.StatusCode),
        ("body", CappedBody.Start(answer.Facts.Body.Span, MaxBodyShown)),
    ];

    public static IEnumerable<Assertion> Read(YamlSection keys)
    {
        var items = keys.Items("expect_status");
        var section = items is [{ Section: { } only }] ? only : null;
        ImmutableArray<Range> allowed = [.. (section?.Items("in") ?? items).Select(RangeOf).OfType<Range>()];
        var onlyWarns = section is not null && ReadOnlyWarns(section);
        if (section is not null && section.Missing("in"))
            section.Problem("in", "missing", "write in: [200, 204]");
        return allowed.IsEmpty ? [] : [new StatusAssertion(allowed) { OnlyWarns = onlyWarns }];
    }

    private string Expected => Allowed.Length == 1
        ? Allowed[0].Text
        : $"{string.Join(", ", Allowed.Take(Allowed.Length - 1).Select(range => range.Text))} or {Allowed[^1].Text}";

    internal static Range? RangeOf(YamlItem item)
    {
        if (item.Text is { } text && Form().Match(text) is { Success: true } form)
        {
            var range = form.Groups["class"].Success
                ? new Range(Number(form, "class") * 100, (Number(form, "class") * 100) + 99, text)
                : new Range(Number(form, "from"), form.Groups["to"].Success ? Number(form, "to") : Number(form, "from"), text);
            if (range.From >= Lowest && range.To <= Highest && range.From <= range.To)
                return range;
        }

        item.Expected($"an HTTP status from {Lowest} to {Highest}", Fix);
        return null;
    }

    private static int Number(Match form, string group) => int.Parse(form.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^((?<class>[1-5])[xX]{2}|(?<from>[0-9]{3})(-(?<to>[0-9]{3}))?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
