using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Web.Engine;

namespace Monitor.Web.Api;

/// <summary>How long an order holds, and why.</summary>
/// <param name="For">A length such as <c>30m</c>.</param>
/// <param name="Until">Epoch seconds or ISO 8601, instead of a length.</param>
public sealed record OrderBody(string? For = null, string? Until = null, string? Note = null)
{
    /// <summary>When it ends, null for never; or what is wrong with the order.</summary>
    public (DateTimeOffset? Until, string? Problem) Read(DateTimeOffset now)
    {
        if (For is not null && Until is not null)
            return (null, "for, until: give one of the two");
        DateTimeOffset? end = null;
        if (For is not null)
        {
            if (Durations.Parse(For) is not { } length)
                return (null, $"for: \"{ErrorDetails.Short(For)}\" is not a length of time such as 30m, 2h or 1d");
            end = now + (length < TimeSpan.FromDays(10_000) ? length : TimeSpan.FromDays(10_000));
        }
        else if (Until is not null)
        {
            if (!Epoch.TryParse(Until, out var until))
                return (null, Epoch.Fault("until", Until));
            end = until;
        }

        return (end, CheckOrders.Problem(end, Note, now));
    }
}

/// <summary>Maintenance for some checks, or for all of them.</summary>
/// <param name="Checks">Names; not together with <paramref name="All"/>.</param>
public sealed record MaintenanceBody(
    string? For = null, string? Until = null, string? Note = null, IReadOnlyList<string>? Checks = null, bool All = false)
{
    public OrderBody Order => new(For, Until, Note);
}
