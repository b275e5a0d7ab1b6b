using System.Collections.Immutable;
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

    /// <summary>Whether it runs programs on this machine, which only checks of the file may, and only where that is allowed.</summary>
    bool RunsPrograms => false;

    /// <summary>The systemd unit that it restarts, which has to be among those that may be; null for other types.</summary>
    string? UnitOf(object spec) => null;

    Task<RemedyOutcome> RunAsync(object spec, RemedyRun run, CancellationToken cancel);
}

/// <summary>How a remedy went, with the details of PARITY R3/R4 as one compact JSON object.</summary>
public sealed record RemedyOutcome(bool Succeeded, string Details);
