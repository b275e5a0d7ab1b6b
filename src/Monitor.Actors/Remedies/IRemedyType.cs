using System.Collections.Immutable;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Remedies;

/// <summary>A kind of remedy that can be named in YAML as the <c>type:</c> of an action.</summary>
/// <remarks>
/// The house keeps budget, at-most-once and the audit trail. <see cref="RunAsync"/> runs on the thread pool, does the
/// thing once, and says how it went; it may throw, which counts as failed. It must stop promptly when cancelled.
/// </remarks>
public interface IRemedyType
{
    /// <summary>The word after <c>type:</c>.</summary>
    string Name { get; }

    /// <summary>A complete action in flow YAML; a contract test loads it.</summary>
    string Example { get; }

    /// <summary>The type's own keys, each of which <see cref="Read"/> asks for.</summary>
    ImmutableArray<ConfigKey> Keys => [];

    /// <summary>Takes the remedy's own keys; problems are reported through <paramref name="keys"/>, never thrown.</summary>
    object Read(YamlSection keys);

    string Target(object spec);

    /// <param name="attemptId">The same for a run however often it is asked for; receivers can drop repeats by it.</param>
    /// <param name="level">On whose behalf it connects.</param>
    Task<RemedyOutcome> RunAsync(object spec, string attemptId, NetworkLevel level, CancellationToken cancel);
}

/// <summary>How a remedy went, with the details of PARITY R3/R4 as one compact JSON object.</summary>
public sealed record RemedyOutcome(bool Succeeded, string Details);
