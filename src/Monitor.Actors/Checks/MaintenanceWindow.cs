namespace Monitor.Actors.Checks;

/// <summary>A time in which trouble is expected, planned in the configuration.</summary>
public abstract record MaintenanceWindow(string? Note)
{
    /// <summary>What is going on at that moment; null when nothing is.</summary>
    public abstract ActiveMaintenance? At(DateTimeOffset now);

    /// <summary>The first that begins after that moment; null when none does.</summary>
    public abstract ActiveMaintenance? After(DateTimeOffset now);

    /// <summary>From one moment to another, once.</summary>
    public sealed record Once(DateTimeOffset From, DateTimeOffset Until, string? Note) : MaintenanceWindow(Note)
    {
        public override ActiveMaintenance? At(DateTimeOffset now) => now >= From && now < Until ? new(From, Until, Note) : null;

        public override ActiveMaintenance? After(DateTimeOffset now) => now < From ? new(From, Until, Note) : null;
    }

    /// <summary>So long from each start; the starts are clock times of a zone, the length is time that passes.</summary>
    /// <remarks>A start that summer time skips is the first moment after the gap; one that comes twice is the first of the two.</remarks>
    public sealed record Recurring(CronTimes Starts, TimeSpan Length, TimeZoneInfo Zone, string? Note) : MaintenanceWindow(Note)
    {
        public override ActiveMaintenance? At(DateTimeOffset now) =>
            Starts.Next(now - Length, Zone) is { } start && start <= now ? new(start, start + Length, Note) : null;

        public override ActiveMaintenance? After(DateTimeOffset now) => Starts.Next(now, Zone) is { } start ? new(start, start + Length, Note) : null;
    }
}

/// <summary>Maintenance that is going on.</summary>
public sealed record ActiveMaintenance(DateTimeOffset Since, DateTimeOffset Until, string? Note)
{
    /// <summary>Of several at once, the one that ends last.</summary>
    public static ActiveMaintenance? Of(CheckDefinition definition, CheckState state, DateTimeOffset now)
    {
        var ordered = state.Quiet?.Maintenance is { } order && now < order.Until
            ? new ActiveMaintenance(order.Since, order.Until, order.Note)
            : null;
        return definition.Maintenance.IsEmpty
            ? ordered
            : definition.Maintenance.Select(window => window.At(now)).Append(ordered).OfType<ActiveMaintenance>().MaxBy(active => active.Until);
    }
}
