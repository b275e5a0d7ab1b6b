namespace Monitor.Actors.Reports;

/// <summary>What people can ask of the reports; answered with <see cref="ReportReply"/>.</summary>
public abstract record ReportRequest
{
    private ReportRequest()
    {
    }

    /// <summary>Makes a report now; answered when it is begun.</summary>
    /// <param name="Name">Case makes no difference.</param>
    /// <param name="Send">Whether its channels get it too.</param>
    public sealed record Make(string Name, string By, bool Send) : ReportRequest;

    /// <summary>Signs a report off; answered once it is stored.</summary>
    public sealed record SignOff(string Id, string By, string? Note) : ReportRequest;
}

/// <summary>What became of a request.</summary>
/// <param name="Id">Of the report.</param>
public sealed record ReportReply(ReportOutcome Outcome, string Message, string? Id = null);

/// <summary>How a request ended.</summary>
public enum ReportOutcome
{
    Done,
    NotFound,

    /// <summary>It makes no sense as things stand.</summary>
    Refused,

    /// <summary>The journal did not store it.</summary>
    NotStored,
}
