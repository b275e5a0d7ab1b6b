using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Actors.Journal;

namespace Monitor.Web.Status;

/// <summary>The past of the public checks.</summary>
/// <param name="Incidents">Of the last <see cref="DaysShown"/> days and those that are not over, in the order in which they began; not what happened within maintenance.</param>
/// <param name="IsOld">It could not be read again.</param>
public sealed record StatusPast(ImmutableDictionary<CheckName, CheckRecord> Checks, ImmutableArray<PastIncident> Incidents, bool IsOld = false)
{
    /// <summary>How many days the bars show.</summary>
    public const int DaysShown = 90;

    /// <summary>What failed only within maintenance is no incident, as its rounds do not count for uptime.</summary>
    public static bool WasExpected(PastIncident incident, IEnumerable<(DateTimeOffset Since, DateTimeOffset Until)> maintenance, DateTimeOffset now) =>
        maintenance.Any(window => window.Since <= incident.Since && (incident.Until ?? now) <= window.Until);

    public static StatusPast None { get; } = new(ImmutableDictionary<CheckName, CheckRecord>.Empty, []);
}

/// <summary>How one check did.</summary>
/// <param name="Days">Of <see cref="StatusPast.DaysShown"/> days in UTC, oldest first, today the last.</param>
/// <param name="Uptimes">Of each range of <see cref="Check.PastRange.Band"/>.</param>
public sealed record CheckRecord(ImmutableArray<DayRecord> Days, ImmutableArray<Uptime> Uptimes)
{
    public static CheckRecord None { get; } = new([], []);
}

/// <summary>One day of a check, in rounds.</summary>
public sealed record DayRecord(DateOnly Day, int Observed, int Failed)
{
    /// <summary>From 0 to 1; null when nothing was observed.</summary>
    public double? Share => Observed == 0 ? null : (double)(Observed - Failed) / Observed;
}
