using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Config;

/// <summary>A whole, valid configuration: what should be running.</summary>
public sealed record MonitorConfig
{
    public static MonitorConfig Empty { get; } = new() { Checks = [] };

    /// <summary>In the order of the file; names are unique without regard to case.</summary>
    public required ImmutableArray<CheckDefinition> Checks { get; init; }

    /// <summary>The zone in which times are shown; Asia/Kolkata unless <c>global.timezone</c> says otherwise (PARITY D4).</summary>
    public TimeZoneInfo DisplayZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Whether e-mail is used when SMTP is configured (<c>global.notify.email</c>, PARITY K3).</summary>
    public bool NotifyByEmail { get; init; } = true;

    /// <summary>Whether alerts are printed even when e-mail is used (<c>global.notify.console</c>).</summary>
    public bool NotifyOnConsole { get; init; }
}
