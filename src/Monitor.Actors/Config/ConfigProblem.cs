namespace Monitor.Actors.Config;

/// <summary>Something wrong (or, as a warning, odd) in the configuration, with the place and the fix.</summary>
/// <param name="Line">1-based; 0 when the problem is with the file as a whole.</param>
/// <param name="Column">1-based; 0 when the problem is with the file as a whole.</param>
/// <param name="Place">The check and key, such as <c>db-health.url</c>; empty when there is none.</param>
public sealed record ConfigProblem(
    ConfigSeverity Severity, string File, int Line, int Column, string Place, string Fault, string Fix)
{
    /// <summary>Without the place in the file, which says nothing of an entry that nobody has typed.</summary>
    public string What => $"{(Place.Length > 0 ? $"{Place}: " : "")}{Fault}{(Fix.Length > 0 ? $"; {Fix}" : "")}";

    public override string ToString() => $"{(Line > 0 ? $"{File}: line {Line}, column {Column}" : File)}, {What}";
}

/// <summary>An error keeps the file from being used; a warning is shown and the file is used.</summary>
public enum ConfigSeverity
{
    Warning,
    Error,
}
