using System.Globalization;
using Monitor.Web.Api;

namespace Monitor.Web.Shared;

/// <summary>A time to the minute in a query string.</summary>
public static class QueryTime
{
    public static string? Write(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <summary>Null when it is none.</summary>
    public static DateTimeOffset? Read(string? text) => text is not null && Epoch.TryParse(text, out var at) ? at : null;
}
