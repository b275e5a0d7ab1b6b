using Monitor.Actors.Alerts;

namespace Monitor.Actors.Hosting;

/// <summary>How a channel is set up from the environment; makes none when the environment does not ask for it.</summary>
/// <param name="Make">Takes the environment, reports every problem, and returns the channel or null.</param>
public sealed record NotifierSource(Func<IReadOnlyDictionary<string, string>, Action<string>, TimeProvider, INotifier?> Make);
