using System.Globalization;
using Monitor.Actors.History;

namespace Monitor.Web.Results;

/// <summary>The last column of a result.</summary>
public static class ResultLook
{
    /// <summary>The details as stored; a row without any stands for its status code.</summary>
    public static string Details(ResultRow row) => row switch
    {
        { Details: { Length: > 0 } details } => details,
        { StatusCode: { } code } => string.Create(CultureInfo.InvariantCulture, $$"""{"status_code":{{code}}}"""),
        _ => row.Reason ?? "",
    };
}
