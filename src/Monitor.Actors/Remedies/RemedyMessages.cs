using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;

namespace Monitor.Actors.Remedies;

/// <summary>Asks for one run of a remedy; answered with the check's <c>SettleRemedy</c>.</summary>
/// <param name="Level">On whose behalf it connects.</param>
public sealed record RunRemedy(string Id, RemedyDefinition Remedy, CheckName Check, NetworkLevel Level = NetworkLevel.Outbound);
