namespace Monitor.Actors.Checks.Tls;

/// <summary>Says what the time that is left of a chain means.</summary>
public static class ExpiryRule
{
    public static (ObservationKind Kind, string? Reason) Judge(CertificateReport seen, DateTimeOffset now, TimeSpan warnBelow, TimeSpan failBelow)
    {
        var first = seen.First;
        var left = first.NotAfter - now;
        if (first.TimeProblem(now) is { } problem)
            return (ObservationKind.Failed, $"TLS: {seen.Called(first)} {problem}");
        if (left < failBelow)
            return (ObservationKind.Failed, Soon(failBelow));
        return left < warnBelow ? (ObservationKind.Warned, Soon(warnBelow)) : (ObservationKind.Passed, null);

        string Soon(TimeSpan limit) =>
            $"TLS: {seen.Called(first)} expires in {Days((int)left.TotalDays)} ({CertificateFacts.Day(first.NotAfter)}), limit {limit.TotalDays:0}";
    }

    private static string Days(int days) => days == 1 ? "1 day" : $"{days} days";
}
