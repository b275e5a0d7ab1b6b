using System.Text;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Config;

namespace Monitor.Actors.Tests.Checks.Assertions;

/// <summary>Reads assertions as a check type with every fact would, and judges answers by them.</summary>
internal static class Judging
{
    public const AssertionKeys AllKeys = AssertionKeys.Status | AssertionKeys.JsonPath | AssertionKeys.Header
        | AssertionKeys.Body | AssertionKeys.Latency | AssertionKeys.Conditions;

    public const FactKeys AllFacts = FactKeys.Ip | FactKeys.CertificateExpiration | FactKeys.DnsRcode;

    public static Observation Judge(string yaml, ProbeFacts facts, bool closely = false)
    {
        var keys = YamlSection.Of(yaml);
        var assertions = AssertionSet.Read(keys, AllKeys, AllFacts);
        Assert.Empty(keys.Problems());
        return assertions.Judge(facts, closely);
    }

    public static Observation Judge(string yaml, string body, int status = 200) =>
        Judge(yaml, new ProbeFacts { StatusCode = status, Body = Encoding.UTF8.GetBytes(body) });

    /// <summary>The fault and fix of the only problem.</summary>
    public static ConfigProblem Problem(string yaml, AssertionKeys allowed = AllKeys, FactKeys facts = AllFacts)
    {
        var keys = YamlSection.Of(yaml);
        AssertionSet.Read(keys, allowed, facts);
        return Assert.Single(keys.Problems());
    }

    /// <summary>In a flow scalar with single quotes.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
