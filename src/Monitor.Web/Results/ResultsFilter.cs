using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Web.Shared;

namespace Monitor.Web.Results;

/// <summary>Which results somebody wants to see; all of it is in the query string.</summary>
public sealed record ResultsFilter(string? Check = null, ResultKind? Kind = null, int Page = 1)
{
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public const int PageSize = 50;

    public bool Narrows => Check is not null || Kind is not null;

    public static ResultsFilter From(string? check, string? status, int? page) =>
        new(string.IsNullOrWhiteSpace(check) ? null : check.Trim(), StatusLook.KindOf(status), Math.Max(1, page ?? 1));

    public IReadOnlyDictionary<string, object?> Query => new Dictionary<string, object?>
    {
        ["check"] = Check,
        ["status"] = Kind is { } kind ? StatusLook.QueryWord(kind) : null,
        ["page"] = Page > 1 ? Page : null,
    };

    /// <summary>What to ask the results table; null when no check can have such a name.</summary>
    public ResultFilter? Ask(DateTimeOffset since, DateTimeOffset? until)
    {
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
