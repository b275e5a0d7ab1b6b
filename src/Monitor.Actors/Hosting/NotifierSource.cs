using Monitor.Actors.Alerts;

namespace Monitor.Actors.Hosting;

/// <summary>How channels are set up from the environment; makes none when the environment does not ask for any.</summary>
/// <param name="Make">Takes the environment, reports every problem, and returns the channels.</param>
public sealed record NotifierSource(Func<IReadOnlyDictionary<string, string>, Action<string>, TimeProvider, IEnumerable<INotifier>> Make);
