namespace Monitor.Web.Engine;

/// <summary>Somebody writes something down about an incident; pure.</summary>
/// <param name="By">Their name; nobody checks it.</param>
public sealed record NoteOrder(string? By = null, string? Text = null)
{
    public const int LongestText = 2_000;

    /// <summary>What is wrong with it; null when it can be given.</summary>
    public string? Problem => new SignOffOrder(By).Problem
        ?? (string.IsNullOrWhiteSpace(Text) ? "text: say what is to be known"
            : Text.Length > LongestText || Text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')) ? $"text: must be at most {LongestText} printable characters"
            : null);

    /// <summary>As it is stored.</summary>
    public NoteOrder Trimmed => new(By?.Trim(), Text?.Trim());
}
