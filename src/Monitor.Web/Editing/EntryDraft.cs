using Monitor.Web.Engine;

namespace Monitor.Web.Editing;

/// <summary>An entry being written, as form and as YAML, and what the engine thinks of it.</summary>
/// <remarks>The YAML is what is validated and saved; the form follows it where it can.</remarks>
public sealed class EntryDraft(ICheckDesk desk, string? replacing, TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private CancellationTokenSource _newest = new();

    public CheckForm Form { get; private set; } = new();

    public string Yaml { get; private set; } = new CheckForm().ToYaml();

    /// <summary>Why the form cannot show the YAML; null when it can.</summary>
    public string? FormCannot { get; private set; }

    public FieldProblems Problems { get; private set; } = FieldProblems.None;

    /// <summary>What the last validation said about the entry as a whole, unless it said that all is well.</summary>
    public string? Refusal { get; private set; }

    /// <summary>True when the engine has accepted exactly what is written now.</summary>
    public bool Valid { get; private set; }

    public bool Validating { get; private set; }

    public void Load(string yaml)
    {
        Yaml = yaml;
        FollowYaml();
    }

    /// <summary>The form was changed.</summary>
    public Task FormChangedAsync()
    {
        Yaml = Form.ToYaml();
        return ValidateSoonAsync(Pause);
    }

    /// <summary>The YAML was changed.</summary>
    public Task YamlChangedAsync(string yaml)
    {
        Yaml = yaml;
        FollowYaml();
        return ValidateSoonAsync(Pause);
    }

    public Task ValidateNowAsync() => ValidateSoonAsync(TimeSpan.Zero);

    /// <summary>Takes over what saving had to say.</summary>
    public void Take(ControlReply reply)
    {
        Problems = new FieldProblems(reply.Problems);
        Valid = reply.Done;
        Refusal = reply.Done ? null : reply.Message;
    }

    public void Dispose()
    {
        _newest.Cancel();
        _newest.Dispose();
    }

    private void FollowYaml()
    {
        FormCannot = CheckFormReader.TryRead(Yaml, out var form, out var why) ? null : why;
        if (FormCannot is null)
            Form = form;
    }

    private async Task ValidateSoonAsync(TimeSpan pause)
    {
        var older = _newest;
        _newest = new CancellationTokenSource();
        // Taken now: by the time it is needed a newer change may have disposed of the source.
        var cancel = _newest.Token;
        older.Cancel();
        older.Dispose();
        (Valid, Validating) = (false, true);
        try
        {
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, clock, cancel);
            var reply = await desk.ValidateAsync(Yaml, replacing, cancel);
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
}
