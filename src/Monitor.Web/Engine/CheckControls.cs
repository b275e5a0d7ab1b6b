using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;

namespace Monitor.Web.Engine;

/// <summary>What people can do to checks from the board and the API.</summary>
public sealed class CheckControls
{
    /// <summary>Validates one entry of <c>checks:</c>, given as YAML or JSON, as if it were about to be saved.</summary>
    /// <param name="replacing">The check being edited, whose name the entry may keep.</param>
    public Task<ControlReply> ValidateAsync(string entry, string? replacing, CancellationToken cancel) => throw new NotImplementedException();

    public Task<ControlReply> AddAsync(string entry, CancellationToken cancel) => throw new NotImplementedException();

    public Task<ControlReply> ReplaceAsync(string name, string entry, CancellationToken cancel) => throw new NotImplementedException();

    public Task<ControlReply> RemoveAsync(string name, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Starts a round now, unless one is in flight.</summary>
    public Task<ControlReply> RunAsync(string name, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Probes once with the given entry; saves nothing, alerts nobody.</summary>
    public Task<TrialReply> TryOutAsync(string entry, CancellationToken cancel) => throw new NotImplementedException();
}

/// <summary>What became of a request, in a sentence, with every problem of a refused entry.</summary>
public sealed record ControlReply(ControlOutcome Outcome, string Message, ImmutableArray<ConfigProblem> Problems)
{
    public bool Done => Outcome == ControlOutcome.Done;
}

/// <summary>How a request ended.</summary>
public enum ControlOutcome
{
    Done,
    Invalid,
    NameTaken,
    NotFound,

    /// <summary>The check comes from a file that the board does not write.</summary>
    OwnedByFile,

    /// <summary>The engine did not answer in time.</summary>
    Unavailable,
}

/// <summary>What one probe would have said; <see cref="Status"/> is null when the entry was refused.</summary>
public sealed record TrialReply(
    CheckStatus? Status, int LatencyMs, int? StatusCode, string? Reason, string? Details, ImmutableArray<ConfigProblem> Problems);
