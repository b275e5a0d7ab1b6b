namespace Monitor.Web.Engine;

/// <summary>Somebody signs a report off: who, and what they say; pure.</summary>
/// <param name="By">Their name; nobody checks it.</param>
public sealed record SignOffOrder(string? By = null, string? Note = null)
{
    public const int LongestName = 60;
    public const int LongestNote = 1_000;

    /// <summary>What is wrong with it; null when it can be given.</summary>
    public string? Problem => string.IsNullOrWhiteSpace(By) ? "by: say who you are"
        : By.Trim().Length > LongestName || By.Any(char.IsControl) ? $"by: must be one line of at most {LongestName} characters"
        : Note?.Length > LongestNote || Note?.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')) == true ? $"note: must be at most {LongestNote} printable characters"
        : null;

    /// <summary>As it is stored.</summary>
    public SignOffOrder Trimmed => new(By?.Trim(), CheckOrders.Note(Note));
}
