using Monitor.Actors.Config.Schema;

namespace Monitor.Web.Editing;

/// <summary>How much of a line a field takes, as a class of app.css.</summary>
public static class FieldWidth
{
    public static string Of(EntryField field, FieldKind kind) => (kind, field.Key.Name) switch
    {
        (FieldKind.Yaml or FieldKind.Choices, _) => "",
        (FieldKind.Number or FieldKind.Duration or FieldKind.Choice or FieldKind.Flag, _) => "third-width",
        (_, "severity" or "group" or "tags") => "third-width",
        (_, "host") => "two-thirds",
        (_, "username" or "password" or "database" or "schedule" or "check_period" or "timezone") => "half",
        _ => "",
    };
}
