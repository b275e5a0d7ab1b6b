using System.Globalization;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Assertions;

/// <summary><c>expect_latency_ms</c>: how long the answer may take.</summary>
internal sealed record LatencyAssertion(Comparison Comparison, decimal Limit) : Assertion
{
    public static ConfigKey Key { get; } = new("expect_latency_ms",
        KeyShape.Either(KeyShape.Number, KeyShape.Known("latency_rule",
            new("lt", KeyShape.Number, "the answer took less than so many milliseconds"),
            new("lte", KeyShape.Number, "the answer took no more than so many milliseconds"),
            SeverityKey)),
        "the answer took less (or no more) than so many milliseconds")
    { Range = "a number, `{ lt: … }` or `{ lte: … }`" };

    public override string About => string.Create(CultureInfo.InvariantCulture, $"latency {Comparison.Sign} {Limit} ms");

    public override string? Problem(Answer answer)
    {
        var took = (decimal)answer.Facts.ResponseTime.TotalMilliseconds;
        return Comparison.Holds(took.CompareTo(Limit)) ? null
            : string.Create(CultureInfo.InvariantCulture, $"answered in {took:0} ms, expected {Comparison.Sign} {Limit} ms");
    }

    /// <summary>A number, below which it must be, or a mapping of <c>lt</c> or <c>lte</c>.</summary>
    public static IEnumerable<Assertion> Read(YamlSection keys)
    {
        if (!keys.IsMapping("expect_latency_ms"))
            return keys.DecimalOrNull("expect_latency_ms") is { } limit ? [new LatencyAssertion(Comparison.Below, Positive(keys, "expect_latency_ms", limit))] : [];
        var section = keys.Section("expect_latency_ms")!; // it is a mapping
        var onlyWarns = ReadOnlyWarns(section);
        var (below, most) = (section.DecimalOrNull("lt"), section.DecimalOrNull("lte"));
        if (section.Missing("lt") == section.Missing("lte"))
            section.Problem("lt", section.Missing("lt") ? "missing" : "said twice, as lt and lte", "write either lt: 500 or lte: 500");
        return below is not null ? [new LatencyAssertion(Comparison.Below, Positive(section, "lt", below.Value)) { OnlyWarns = onlyWarns }]
            : most is not null ? [new LatencyAssertion(Comparison.AtMost, Positive(section, "lte", most.Value)) { OnlyWarns = onlyWarns }]
            : [];
    }

    private static decimal Positive(YamlSection keys, string key, decimal limit)
    {
        if (limit <= 0)
            keys.Problem(key, $"{limit} ms is never met", "write a number above 0");
        return limit;
    }
}
