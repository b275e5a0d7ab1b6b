using Microsoft.AspNetCore.Components;
using Monitor.Web.Engine;

namespace Monitor.Web.Check;

/// <summary>Why somebody was told of a check or was not, when somebody asks.</summary>
public sealed partial class WhoIsTold : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private WhyTold? _why;
    private bool _busy;
    private bool _failed;

    [Parameter, EditorRequired] public required string Name { get; set; }

    [Inject] private ICheckDesk Desk { get; set; } = null!;

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private async Task LookAsync()
    {
        _busy = true;
        try
        {
            _why = await Desk.WhyAsync(Name, _closing.Token);
            _failed = _why is null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            (_why, _failed) = (null, true); // the journal cannot be read
        }
        finally
        {
            _busy = false;
        }
    }
}
