namespace Monitor.Web.Editing;

/// <summary>The fields of the form in the words of its labels.</summary>
public static class FieldWords
{
    public static string Of(string field) => field switch
    {
        EntryKeys.Name => "name",
        EntryKeys.Url => "URL",
        EntryKeys.StatusUrl => "status URL",
        EntryKeys.ExpectStatus => "expected status",
        EntryKeys.Interval => "interval",
        EntryKeys.RetryInterval => "interval while failing",
        EntryKeys.FailureThreshold => "failures to be down",
        EntryKeys.SuccessThreshold => "good rounds to recover",
        EntryKeys.NotifyOn => "notifications",
        EntryKeys.ActionUrl => "action URL",
        EntryKeys.SuccessBy => "succeed by",
        EntryKeys.MinutesAfterStart => "minutes after start",
        EntryKeys.WarnAbove => "warn above",
        EntryKeys.FailAbove => "fail above",
        _ when field.StartsWith(EntryKeys.ExpectJsonPath, StringComparison.Ordinal) => "JSONPath rules",
        _ => field,
    };
}
