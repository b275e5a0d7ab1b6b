namespace Monitor.Web.CommandLine;

/// <summary>What the verbs tell the program that started them.</summary>
public static class ExitCodes
{
    public const int Good = 0;

    /// <summary>A check fails, or the configuration has errors.</summary>
    public const int Bad = 1;

    /// <summary>The command line asks for something that is not there.</summary>
    public const int Usage = 2;

    /// <summary>The configuration has errors, so nothing was looked at.</summary>
    public const int BadConfig = 3;

    /// <summary>Nothing fails, but some checks could not be looked at.</summary>
    public const int NoData = 4;

    /// <summary>No monitor answers at the address.</summary>
    public const int NotRunning = 5;

    /// <summary>As a shell tells it of a program that Ctrl+C has ended.</summary>
    public const int Stopped = 130;
}
