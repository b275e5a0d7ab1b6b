using Akka.Actor;
using Monitor.Actors.Board;

namespace Monitor.Actors.Reports;

/// <summary>What the reports actor works with.</summary>
/// <param name="Roster">Asked for rounds.</param>
/// <param name="Alerts">Handed what is to be told.</param>
public sealed record ReportSurroundings(TimeProvider Time, ReportBook Book, BoardHub Board, IActorRef Roster, IActorRef Alerts, IReportFacts Facts);
