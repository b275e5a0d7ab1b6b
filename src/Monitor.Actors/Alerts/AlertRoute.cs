using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts;

/// <summary>One step of the way that a check's alerts take: which channels are told, of what, when.</summary>
/// <param name="Text">All that it says, as text: equal texts are equal routes.</param>
/// <param name="Channels">May be empty: then nobody is told of what it takes.</param>
public sealed record AlertRoute(string Text, ImmutableArray<string> Channels)
{
    /// <summary>Its place in <c>routes:</c>, from 1.</summary>
    public int Number { get; init; }

    /// <summary>What it takes; empty for everything.</summary>
    public ImmutableArray<AlertKind> Kinds { get; init; } = [];

    /// <summary>When it takes anything; null for always.</summary>
    public ActiveHours? Hours { get; init; }

    /// <summary>When it takes alerts but holds them until the hours are over; null for never.</summary>
    public ActiveHours? QuietHours { get; init; }

    /// <summary>The zone of both.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Told only of a failure that has lasted so long and that nobody has acknowledged.</summary>
    public TimeSpan After { get; init; }

    /// <summary>The routes behind it are asked too.</summary>
    public bool Continue { get; init; }

    public bool Takes(AlertKind kind, DateTimeOffset now) =>
        (Kinds.IsEmpty || Kinds.Contains(kind)) && Hours?.AreOn(now, Zone) != false;

    public bool IsQuiet(DateTimeOffset now) => QuietHours?.AreOn(now, Zone) == true;

    public bool Equals(AlertRoute? other) => other is not null && Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}

/// <summary>Whom the routes of a check reach with something; pure.</summary>
public static class AlertRoutes
{
    /// <summary>The routes that take an alert of that kind now, in order.</summary>
    public static IEnumerable<AlertRoute> Taking(this CheckDefinition check, AlertKind kind, DateTimeOffset now)
    {
        foreach (var route in check.Routes)
        {
            if (!route.Takes(kind, now))
                continue;
            yield return route;
            if (!route.Continue)
                yield break;
        }
    }

    /// <summary>The routes that an alert takes to these channels, in words; null when it takes none.</summary>
    public static string? RoutesTo(this CheckDefinition check, ImmutableArray<string> channels, AlertKind kind, DateTimeOffset now)
    {
        if (check.Routes.IsEmpty || kind is AlertKind.Recovered or AlertKind.Reminder or AlertKind.FlappingEnd or AlertKind.RemediationExhausted)
            return null;
        var matched = kind == AlertKind.Escalation ? AlertKind.FirstFail : kind;
        var numbers = check.Taking(matched, now).Where(route => route.Channels.Any(channels.Contains)).Select(route => $"route {route.Number}");
        return string.Join(", ", numbers) is { Length: > 0 } words ? words : null;
    }

    /// <summary>Who is told at once.</summary>
    public static ImmutableArray<string> ToldAtOnce(this CheckDefinition check, AlertKind kind, DateTimeOffset now) => check.Routes.IsEmpty
        ? check.Channels
        : Of(check.Taking(kind, now).Where(route => route.After == TimeSpan.Zero && !route.IsQuiet(now)));

    /// <summary>Who is told of a failure that has lasted so long, apart from those who were told at once if nothing held it.</summary>
    /// <param name="escalated">Those for whom it had to last, or those whose quiet hours may be over.</param>
    public static ImmutableArray<string> ToldLater(this CheckDefinition check, DateTimeOffset now, TimeSpan age, bool escalated) => check.Routes.IsEmpty
        ? []
        : Of(check.Taking(AlertKind.FirstFail, now)
            .Where(route => route.After > TimeSpan.Zero == escalated && route.After <= age && !route.IsQuiet(now)));

    /// <summary>Who knows of a failure and may be told more of it now.</summary>
    public static ImmutableArray<string> KnowingNow(this CheckDefinition check, Incident incident, DateTimeOffset now) =>
        [.. (incident.ToldChannels ?? []).Except(incident.UntoldChannels).Where(channel => !check.Routes.Any(route => route.Channels.Contains(channel) && route.IsQuiet(now)))];

    private static ImmutableArray<string> Of(IEnumerable<AlertRoute> routes) =>
        [.. routes.SelectMany(route => route.Channels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
