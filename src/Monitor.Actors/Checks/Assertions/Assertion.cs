using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Assertions;

/// <summary>One thing that must hold of an answer; compiled when the configuration is read.</summary>
internal abstract record Assertion
{
    /// <summary>When it does not hold the round is WARN, not FAIL.</summary>
    public bool OnlyWarns { get; init; }

    /// <summary>Asked only of answers whose body is JSON.</summary>
    public virtual bool NeedsJson => false;

    /// <summary>What it is about, in a few words, such as <c>status 200</c>.</summary>
    public abstract string About { get; }

    /// <summary>Null when it holds; otherwise expected and actual together.</summary>
    public abstract string? Problem(Answer answer);

    /// <summary>The details of a round in which this is the first that did not hold (PARITY H4).</summary>
    public virtual (string Key, object? Value)[] Details(Answer answer, string problem) => [("error", ErrorDetails.Short(problem))];

    public static ConfigKey SeverityKey { get; } =
        new("severity", KeyShape.Choice("fail", "warn"), "`warn`: the round is WARN instead of FAIL when it does not hold") { Default = "fail" };

    public static bool ReadOnlyWarns(YamlSection keys) => keys.Choice("severity", "fail", "fail", "warn") == "warn";
}
