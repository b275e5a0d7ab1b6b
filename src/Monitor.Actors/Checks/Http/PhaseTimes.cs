namespace Monitor.Actors.Checks.Http;

/// <summary>Where the time of a request went; zero for a phase that there was not. Redirects are added up.</summary>
/// <param name="FirstByte">From the connection, or from asking on one that was there, to the first byte of the answer.</param>
/// <param name="Body">From the headers to the end.</param>
public sealed record PhaseTimes(TimeSpan Dns, TimeSpan Connect, TimeSpan Tls, TimeSpan FirstByte, TimeSpan Body)
{
    /// <summary>The phases that there were, in order, by the names that metrics use.</summary>
    public IEnumerable<(string Name, TimeSpan Time)> Parts()
    {
        if (Dns > TimeSpan.Zero)
            yield return ("dns", Dns);
        if (Connect > TimeSpan.Zero)
            yield return ("connect", Connect);
        if (Tls > TimeSpan.Zero)
            yield return ("tls", Tls);
        yield return ("first_byte", FirstByte);
        yield return ("body", Body);
    }
}
