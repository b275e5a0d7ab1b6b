using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;

namespace Monitor.Actors.Board;

/// <summary>Which checks everybody may see, in the order of the page; what is not in it cannot be asked for.</summary>
/// <param name="Groups">None of them is empty.</param>
public sealed record PublicPage(StatusPageSettings Settings, ImmutableArray<PublicGroup> Groups)
{
    /// <summary>More would make a page that nobody reads, and cost the database too much.</summary>
    public const int MostChecks = 200;

    public IEnumerable<PublicCheck> Checks => Groups.SelectMany(group => group.Checks);

    /// <summary>Null when no status page is configured.</summary>
    public static PublicPage? Of(MonitorConfig config) => config.StatusPage is { } settings ? new(settings, Grouped(settings, config.Checks)) : null;

    private static ImmutableArray<PublicGroup> Grouped(StatusPageSettings settings, ImmutableArray<CheckDefinition> checks)
    {
        var shown = checks.Where(settings.Shows).ToLookup(settings.HeadingOf);
        string?[] headings = [.. settings.Groups, null];
        var groups = ImmutableArray.CreateBuilder<PublicGroup>();
        var left = MostChecks;
        foreach (var heading in headings.Where(heading => left > 0 && shown.Contains(heading)))
        {
            groups.Add(new PublicGroup(heading ?? settings.Others, [.. shown[heading].Take(left).Select(check => new PublicCheck(check.Name, check.Maintenance))]));
            left -= groups[^1].Checks.Length;
        }

        return groups.ToImmutable();
    }
}

/// <summary>Public checks under one heading.</summary>
/// <param name="Title">Null for none.</param>
public sealed record PublicGroup(string? Title, ImmutableArray<PublicCheck> Checks);

/// <summary>A check that everybody may see.</summary>
/// <param name="Windows">When trouble with it is expected.</param>
public sealed record PublicCheck(CheckName Name, ImmutableArray<MaintenanceWindow> Windows);
