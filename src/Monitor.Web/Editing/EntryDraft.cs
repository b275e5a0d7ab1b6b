using System.Collections.Immutable;
using Monitor.Actors.Config;
using Monitor.Web.Engine;

namespace Monitor.Web.Editing;

/// <summary>An entry being written, and what the engine thinks of it.</summary>
/// <remarks>The YAML is what is shown, validated and saved; the form reads it and changes it key by key.</remarks>
public sealed class EntryDraft : IDisposable
{
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>How often an engine that does not answer in time is asked.</summary>
    private const int Attempts = 3;

    private readonly ICheckDesk _desk;
    private readonly string? _replacing;
    private readonly TimeProvider _clock;
    private ImmutableArray<ConfigProblem> _found = [];
    private CancellationTokenSource _newest = new();

    /// <param name="yaml">The entry to begin with; null for an empty one.</param>
    /// <param name="replacing">The check being edited.</param>
    public EntryDraft(ICheckDesk desk, CheckTypes types, TimeProvider clock, string? yaml = null, string? replacing = null)
    {
        (_desk, _clock, _replacing) = (desk, clock, replacing);
        Form = new EntryForm(types, yaml ?? StartingEntry.Of("http", types));
        Before = replacing is null ? null : Form.Sheet;
        Arrange();
    }

    public EntryForm Form { get; }

    public string Yaml => Form.Yaml;

    /// <summary>The entry that is changed; null for a new one.</summary>
    public EntrySheet? Before { get; private set; }

    public FieldProblems Problems { get; private set; } = FieldProblems.None;

    /// <summary>What the last validation said about the entry as a whole, unless it said that all is well.</summary>
    public string? Refusal { get; private set; }

    /// <summary>What the engine thinks of each of several entries; null while it is one, or not known yet.</summary>
    public EntryBatch? Batch { get; private set; }

    /// <summary>Whether several checks are being added.</summary>
    public bool IsMany => _replacing is null && Form.IsMany;

    /// <summary>True when the engine has accepted exactly what is written now.</summary>
    public bool Valid { get; private set; }

    public bool Validating { get; private set; }

    /// <summary>The entry that is changed is another by now.</summary>
    public void Begin(string yaml) => Before = EntrySheet.Read(yaml, out _) ?? Before;

    /// <summary>The form or the YAML was changed.</summary>
    public Task ChangedAsync() => ValidateSoonAsync(Pause);

    public Task ValidateNowAsync() => ValidateSoonAsync(TimeSpan.Zero);

    /// <summary>Takes over what saving had to say.</summary>
    public void Take(ControlReply reply)
    {
        (_found, Batch) = (reply.Problems, reply.Batch);
        Valid = reply.Done && !Form.HasFaults;
        Refusal = reply.Done ? null : reply.Message;
        Arrange();
    }

    /// <summary>Sorts the problems anew: the fields may be others now.</summary>
    public void Arrange() => Problems = new FieldProblems(_found, Form.Sheet.Value(EntryKeys.Name), Form.Places());

    public void Dispose()
    {
        _newest.Cancel();
        _newest.Dispose();
    }

    private async Task ValidateSoonAsync(TimeSpan pause)
    {
        var older = _newest;
        _newest = new CancellationTokenSource();
        // Taken now: by the time it is needed a newer change may have disposed of the source.
        var cancel = _newest.Token;
        older.Cancel();
        older.Dispose();
        (Valid, Validating, Batch) = (false, true, null);
        Arrange();
        try
        {
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, _clock, cancel);
            var reply = await AskAsync(cancel);
            for (var more = Attempts - 1; more > 0 && reply.Outcome == ControlOutcome.Unavailable; more--)
            {
                await Task.Delay(Pause, _clock, cancel);
                reply = await AskAsync(cancel);
            }

            if (cancel.IsCancellationRequested)
                return;
            Take(reply);
            Validating = false;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Something newer is being validated, or the dialog is gone.
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            (Validating, Refusal) = (false, $"The entry could not be validated: {e.Message}");
        }
    }

    private Task<ControlReply> AskAsync(CancellationToken cancel) =>
        IsMany ? _desk.ValidateAllAsync(Yaml, cancel) : _desk.ValidateAsync(Yaml, _replacing, cancel);
}
