namespace Monitor.Web.Engine;

/// <summary>What the pages can ask to be done; <see cref="CheckControls"/> does it.</summary>
public interface ICheckDesk
{
    Task<ControlReply> ValidateAsync(string entry, string? replacing, CancellationToken cancel);

    Task<ControlReply> AddAsync(string entry, CancellationToken cancel);

    Task<ControlReply> ReplaceAsync(string name, string entry, CancellationToken cancel);

    Task<ControlReply> RemoveAsync(string name, CancellationToken cancel);

    Task<ControlReply> RunAsync(string name, CancellationToken cancel);

    Task<TrialReply> TryOutAsync(string entry, string? replacing, CancellationToken cancel);
}

/// <summary>Hands the pages' requests to the engine.</summary>
public sealed class CheckDesk(CheckControls controls) : ICheckDesk
{
    public Task<ControlReply> ValidateAsync(string entry, string? replacing, CancellationToken cancel) =>
        controls.ValidateAsync(entry, replacing, cancel);

    public Task<ControlReply> AddAsync(string entry, CancellationToken cancel) => controls.AddAsync(entry, cancel);

    public Task<ControlReply> ReplaceAsync(string name, string entry, CancellationToken cancel) =>
        controls.ReplaceAsync(name, entry, cancel);

    public Task<ControlReply> RemoveAsync(string name, CancellationToken cancel) => controls.RemoveAsync(name, cancel);

    public Task<ControlReply> RunAsync(string name, CancellationToken cancel) => controls.RunAsync(name, cancel);

    public Task<TrialReply> TryOutAsync(string entry, string? replacing, CancellationToken cancel) => controls.TryOutAsync(entry, replacing, cancel);
}
