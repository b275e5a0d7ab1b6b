namespace Monitor.Actors.Checks.Assertions;

/// <summary>What a probe saw, for assertions to be about; a check type fills in what it knows.</summary>
public sealed record ProbeFacts
{
    public int? StatusCode { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>A header by its name, without regard to case; null where there are no headers at all.</summary>
    public Func<string, string?>? Header { get; init; }

    public string? Ip { get; init; }

    public bool Connected { get; init; }

    public TimeSpan ResponseTime { get; init; }

    /// <summary>Null without TLS.</summary>
    public ShownCertificate? Certificate { get; init; }

    public string? DnsRcode { get; init; }
}
