namespace Monitor.Web.Editing;

/// <summary>The keys of an entry that the form treats in a way of their own.</summary>
public static class EntryKeys
{
    public const string Name = "name";
    public const string Type = "type";
    public const string Token = "token";
    public const string Rules = "expect_jsonpath";
    public const string OnFail = "on_fail";
    public const string Actions = "on_fail.actions";
    public const string NotifyOn = "notify_on";
}
