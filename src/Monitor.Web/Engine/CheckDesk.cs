using Monitor.Actors.Alerts;
using Monitor.Actors.Config;

namespace Monitor.Web.Engine;

/// <summary>What the pages can ask to be done; <see cref="CheckControls"/> does it.</summary>
public interface ICheckDesk
{
    Task<ControlReply> ValidateAsync(string entry, string? replacing, CancellationToken cancel);

    Task<ControlReply> AddAsync(string entry, CancellationToken cancel);

    /// <summary>Several entries: a list, or a mapping with <c>checks:</c>.</summary>
    Task<ControlReply> ValidateAllAsync(string entries, CancellationToken cancel);

    /// <param name="onlyGood">Whether those without problems are added even if others have some.</param>
    Task<ControlReply> AddAllAsync(string entries, bool onlyGood, CancellationToken cancel);

    /// <param name="seen">The entry that was changed; when it is another by now, nothing is saved.</param>
    Task<ControlReply> ReplaceAsync(string name, string entry, string seen, CancellationToken cancel);

    Task<ControlReply> RemoveAsync(string name, CancellationToken cancel);

    /// <summary>Those that are not defined on the board stay as they are.</summary>
    Task<ControlReply> TagAsync(IReadOnlyCollection<string> names, TagChange change, CancellationToken cancel);

    Task<ControlReply> RunAsync(string name, CancellationToken cancel);

    /// <param name="until">Null to wait for somebody to resume it.</param>
    Task<ControlReply> PauseAsync(string name, DateTimeOffset? until, string? note, CancellationToken cancel);

    Task<ControlReply> ResumeAsync(string name, CancellationToken cancel);

    /// <param name="until">Null for when it is over.</param>
    Task<ControlReply> AcknowledgeAsync(string name, DateTimeOffset? until, string? note, CancellationToken cancel);

    Task<ControlReply> UnacknowledgeAsync(string name, CancellationToken cancel);

    /// <summary>Runs a remedy that waits for approval.</summary>
    Task<ControlReply> ApproveAsync(string name, string id, CancellationToken cancel);

    /// <summary>Null when the engine does not answer in time, or the check is gone.</summary>
    Task<WhyTold?> WhyAsync(string name, CancellationToken cancel);

    /// <summary>Tells nobody of these checks for a while.</summary>
    Task<ControlReply> SilenceAsync(IReadOnlyCollection<string> names, DateTimeOffset until, string reason, CancellationToken cancel);

    Task<ControlReply> EndSilenceAsync(string id, CancellationToken cancel);

    Task<ControlReply> MaintainAsync(IReadOnlyCollection<string> names, DateTimeOffset until, string? note, CancellationToken cancel);

    Task<ControlReply> EndMaintenanceAsync(string name, CancellationToken cancel);

    Task<TrialReply> TryOutAsync(string entry, string? replacing, CancellationToken cancel);
}

/// <summary>Hands the pages' requests to the engine.</summary>
public sealed class CheckDesk(CheckControls controls, SilenceControls silences, TellingControls telling, TimeProvider time) : ICheckDesk
{
    public Task<ControlReply> ValidateAsync(string entry, string? replacing, CancellationToken cancel) =>
        controls.ValidateAsync(entry, replacing, cancel);

    public Task<ControlReply> AddAsync(string entry, CancellationToken cancel) => controls.AddAsync(entry, cancel);

    public Task<ControlReply> ValidateAllAsync(string entries, CancellationToken cancel) => controls.ValidateAllAsync(entries, cancel);

    public Task<ControlReply> AddAllAsync(string entries, bool onlyGood, CancellationToken cancel) => controls.AddAllAsync(entries, onlyGood, cancel);

    public Task<ControlReply> ReplaceAsync(string name, string entry, string seen, CancellationToken cancel) =>
        controls.ReplaceAsync(name, entry, cancel, seen);

    public Task<ControlReply> RemoveAsync(string name, CancellationToken cancel) => controls.RemoveAsync(name, cancel);

    public Task<ControlReply> TagAsync(IReadOnlyCollection<string> names, TagChange change, CancellationToken cancel) => controls.TagAsync(names, change, cancel);

    public Task<ControlReply> RunAsync(string name, CancellationToken cancel) => controls.RunAsync(name, cancel);

    public Task<ControlReply> PauseAsync(string name, DateTimeOffset? until, string? note, CancellationToken cancel) =>
        controls.PauseAsync(name, until, CheckOrders.Board, note, cancel);

    public Task<ControlReply> ResumeAsync(string name, CancellationToken cancel) => controls.ResumeAsync(name, CheckOrders.Board, cancel);

    public Task<ControlReply> AcknowledgeAsync(string name, DateTimeOffset? until, string? note, CancellationToken cancel) =>
        controls.AcknowledgeAsync(name, until, CheckOrders.Board, note, cancel);

    public Task<ControlReply> UnacknowledgeAsync(string name, CancellationToken cancel) => controls.UnacknowledgeAsync(name, CheckOrders.Board, cancel);

    public Task<ControlReply> ApproveAsync(string name, string id, CancellationToken cancel) => controls.ApproveAsync(name, id, CheckOrders.Board, cancel);

    public async Task<WhyTold?> WhyAsync(string name, CancellationToken cancel) => (await telling.WhyAsync(name, cancel)).Why;

    public async Task<ControlReply> SilenceAsync(IReadOnlyCollection<string> names, DateTimeOffset until, string reason, CancellationToken cancel) =>
        names.Count > CheckMatcher.MostWords
        ? new ControlReply(ControlOutcome.Refused, $"A silence can name at most {CheckMatcher.MostWords} checks, not {names.Count}: silence their tag, group or type on the page Alerts", [])
        : (await silences.BeginAsync(CheckMatcher.Exactly(names), until, CheckOrders.Board, reason, cancel)).Say($"{(names.Count == 1 ? names.First() : $"{names.Count} checks")}: silenced");

    public async Task<ControlReply> EndSilenceAsync(string id, CancellationToken cancel) =>
        (await silences.EndAsync(id, CheckOrders.Board, cancel)).Say("The silence has ended");

    public Task<ControlReply> MaintainAsync(IReadOnlyCollection<string> names, DateTimeOffset until, string? note, CancellationToken cancel) =>
        controls.MaintainAsync(names, CheckOrders.NewId(time.GetUtcNow()), until, CheckOrders.Board, note, cancel);

    public Task<ControlReply> EndMaintenanceAsync(string name, CancellationToken cancel) =>
        controls.EndMaintenanceAsync([name], null, CheckOrders.Board, cancel);

    public Task<TrialReply> TryOutAsync(string entry, string? replacing, CancellationToken cancel) => controls.TryOutAsync(entry, replacing, cancel);
}
