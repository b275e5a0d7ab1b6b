namespace Monitor.Actors.Checks.Assertions;

/// <summary>How long a certificate is valid that was shown to a probe.</summary>
/// <param name="Left">From the look at it on; negative when it has expired.</param>
public sealed record ShownCertificate(DateTimeOffset Until, TimeSpan Left)
{
    /// <summary>Null when none was shown.</summary>
    public static ShownCertificate? Of(DateTimeOffset? until, DateTimeOffset now) => until is { } end ? new(end, end - now) : null;
}
