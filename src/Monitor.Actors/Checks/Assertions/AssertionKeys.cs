namespace Monitor.Actors.Checks.Assertions;

/// <summary>Which keys of the assertion language a check type takes.</summary>
[Flags]
public enum AssertionKeys
{
    None = 0,
    Status = 1,
    JsonPath = 2,
    Header = 4,
    Body = 8,
    Latency = 16,
    Conditions = 32,
}

/// <summary>Which of the <see cref="ProbeFacts"/> a check type fills in, so that no condition asks for another.</summary>
[Flags]
public enum FactKeys
{
    None = 0,
    Status = 1,
    ResponseTime = 2,
    Body = 4,
    Header = 8,
    Connected = 16,
    Ip = 32,
    CertificateExpiration = 64,
    DnsRcode = 128,
}
