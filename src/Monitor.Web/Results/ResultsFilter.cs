using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Web.Shared;

namespace Monitor.Web.Results;

/// <summary>Which results somebody wants to see; all of it is in the query string.</summary>
/// <param name="Since">Null for a day before the end.</param>
/// <param name="Until">Null for now.</param>
public sealed record ResultsFilter(string? Check = null, ResultKind? Kind = null, int Page = 1, DateTimeOffset? Since = null, DateTimeOffset? Until = null)
{
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public const int PageSize = 50;

    public bool Narrows => Check is not null || Kind is not null || HasRange;

    public bool HasRange => Since is not null || Until is not null;

    public static ResultsFilter From(string? check, string? status, int? page, string? since = null, string? until = null) =>
        new(string.IsNullOrWhiteSpace(check) ? null : check.Trim(), StatusLook.KindOf(status), Math.Max(1, page ?? 1), QueryTime.Read(since), QueryTime.Read(until));

    public IReadOnlyDictionary<string, object?> Query => new Dictionary<string, object?>
    {
        ["check"] = Check,
        ["status"] = Kind is { } kind ? StatusLook.QueryWord(kind) : null,
        ["since"] = QueryTime.Write(Since),
        ["until"] = QueryTime.Write(Until),
        ["page"] = Page > 1 ? Page : null,
    };

    /// <summary>What to ask the results table; null when no check can have such a name.</summary>
    /// <param name="standsAt">Results from then on are not wanted; null for none such.</param>
    public ResultFilter? Ask(DateTimeOffset now, DateTimeOffset? standsAt)
    {
        var until = Until < standsAt || standsAt is null ? Until : standsAt;
        var since = Since ?? (until ?? now) - Window;
        CheckName? name = null;
        if (Check is not null)
        {
            if (!CheckName.TryParse(Check, out var parsed, out _))
                return null;
            name = parsed;
        }

        return new ResultFilter(since, until, name, Kind is { } kind ? [kind] : ImmutableArray<ResultKind>.Empty);
    }
}
