namespace Monitor.Web.Shared;

/// <summary>Line icons on a 20 by 20 grid.</summary>
public static class IconPath
{
    public const string Board = "M3 3h5.5v5.5H3zM11.5 3H17v5.5h-5.5zM3 11.5h5.5V17H3zM11.5 11.5H17V17h-5.5z";
    public const string Results = "M3 4.5h14v11H3zM3 8.2h14M3 11.9h14M8 8.2v7.3";
    public const string Events = "M7 5h10M7 10h10M7 15h10M3.2 5h.1M3.2 10h.1M3.2 15h.1";
    public const string Plus = "M10 4v12M4 10h12";
    public const string Search = "M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM13 13l4 4";
    public const string Sun = "M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM10 1.8v2M10 16.2v2M1.8 10h2M16.2 10h2M4.2 4.2l1.4 1.4M14.4 14.4l1.4 1.4M4.2 15.8l1.4-1.4M14.4 5.6l1.4-1.4";
    public const string Moon = "M16.5 11.8A7 7 0 0 1 8.2 3.5a7 7 0 1 0 8.3 8.3Z";
    public const string Settings = "M3 5.5h7M14 5.5h3M3 10h2M9 10h8M3 14.5h8M15 14.5h2M12 3.7v3.6M7 8.2v3.6M13 12.7v3.6";
    public const string Auto = "M3 4h14v9.5H3zM7 17h6M10 13.5V17";
    public const string Play = "M6 4.2 15 10l-9 5.8Z";
    public const string Edit = "M4 16l.7-3.3L13.2 4.2l2.6 2.6-8.5 8.5ZM11.4 6l2.6 2.6";
    public const string Copy = "M7.5 7.5H17V17H7.5zM4.5 12.5H3V3h9.5v1.5";
    public const string Delete = "M4 5.8h12M8 5.5V3.8h4v1.7M5.5 6l.7 10.2h7.6L14.5 6M8.5 9v4.2M11.5 9v4.2";
    public const string Back = "M12 4.5 6.5 10l5.5 5.5";
    public const string Next = "M8 4.5l5.5 5.5L8 15.5";
    public const string Close = "M5 5l10 10M15 5 5 15";
    public const string Rows = "M3 5h14M3 10h14M3 15h14";
    public const string Map = "M3 3h3.6v3.6H3zM8.2 3h3.6v3.6H8.2zM13.4 3H17v3.6h-3.6zM3 8.2h3.6v3.6H3zM8.2 8.2h3.6v3.6H8.2zM13.4 8.2H17v3.6h-3.6zM3 13.4h3.6V17H3zM8.2 13.4h3.6V17H8.2zM13.4 13.4H17V17h-3.6z";
    public const string Wall = "M2.5 6h15v10.5h-15zM6.5 2.5 10 6l3.5-3.5";
    public const string Alert = "M10 3.2a4.6 4.6 0 0 0-4.6 4.6c0 4.4-1.9 5.4-1.9 5.4h13s-1.9-1-1.9-5.4A4.6 4.6 0 0 0 10 3.2ZM8.5 16.2a1.7 1.7 0 0 0 3 0";
    public const string Keys = "M2.5 5h15v10h-15zM5.5 8h.1M8.5 8h.1M11.5 8h.1M14.5 8h.1M6.5 12h7";
    public const string Tag = "M3.5 3.5h6l7 7-6 6-7-7zM7 7h.1";
    public const string Wrench = "M12.6 3.3a4.2 4.2 0 0 0-4.9 5.5L3.4 13a2.1 2.1 0 0 0 3 3l4.3-4.3a4.2 4.2 0 0 0 5.5-4.9l-2.5 2.4-2.4-.6-.6-2.4Z";
    public const string Pause = "M7 4.5v11M13 4.5v11";
    public const string Unlinked = "M8.2 6.2 10 4.4a3.4 3.4 0 0 1 4.8 4.8L13 11M11.8 13.8 10 15.6a3.4 3.4 0 0 1-4.8-4.8L7 9M4 4l12 12";
    public const string Mute = "M10 3.2a4.6 4.6 0 0 0-4.6 4.6c0 4.4-1.9 5.4-1.9 5.4h10M14.6 10.4V7.8M8.5 16.2a1.7 1.7 0 0 0 3 0M4 3l13 14";
    public const string Hand = "M6.5 10V5.2a1.2 1.2 0 0 1 2.4 0V9M8.9 9V3.8a1.2 1.2 0 0 1 2.4 0V9M11.3 9V5a1.2 1.2 0 0 1 2.4 0v6.2c0 3.2-1.7 5.3-4.5 5.3-2.2 0-3.4-1-4.6-3.2L3.2 10.6a1.2 1.2 0 0 1 2-1.2L6.5 11";
    public const string Incident = "M11.2 2.5 4.6 11.6h4.9l-.8 5.9 6.7-9.1h-5Z";
    public const string Report = "M5 2.8h7l3.5 3.5v10.9H5zM12 2.8v3.5h3.5M7.5 12l1.8 1.8 3.4-3.8";
    public const string Eye = "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5ZM10 7.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8Z";
    public const string Pulse = "M2 10h3.6l2-5.5 4 11 2.3-5.5H18";
}
