using System.Collections.Immutable;
using MimeKit;
using Monitor.Actors.Config;

namespace Monitor.Actors.Alerts.Channels;

/// <summary>Where mail goes, from the environment (PARITY P3).</summary>
public sealed record EmailOptions(
    string Host,
    int Port,
    EmailSecurity Security,
    string? User,
    Secret Password,
    MailboxAddress From,
    ImmutableArray<MailboxAddress> To,
    TimeSpan Timeout)
{
    /// <summary>Each recipient is a channel, and every alert is settled with each of them.</summary>
    private const int MostAddresses = 50;

    /// <summary>Where the board is for whoever reads the mail; null when nobody has said.</summary>
    public Uri? Board { get; init; }

    /// <summary>Null when <c>SMTP_HOST</c> is not set; every problem is reported, not just the first.</summary>
    public static EmailOptions? Read(IReadOnlyDictionary<string, string> environment, Action<string> problem)
    {
        string? Text(string key) => environment.GetValueOrDefault(key)?.Trim() is { Length: > 0 } value ? value : null;
        if (Text("SMTP_HOST") is not { } host)
            return null;
        var port = Number(Text("SMTP_PORT") ?? "587", "SMTP_PORT", 1, 65535, problem);
        return new EmailOptions(
            host,
            port,
            SecurityOf(Text("SMTP_TLS"), port, problem),
            Text("SMTP_USER"),
            new Secret(Text("SMTP_PASS") ?? ""),
            Addresses(Text("MAIL_FROM") ?? "monitor@demo.local", "MAIL_FROM", problem) is [var from, ..] ? from : new MailboxAddress("", "monitor@demo.local"),
            Addresses(Text("MAIL_TO") ?? "ops@example.com", "MAIL_TO", problem),
            TimeSpan.FromSeconds(Number(Text("SMTP_TIMEOUT_S") ?? "30", "SMTP_TIMEOUT_S", 1, 300, problem)))
        {
            Board = BoardAddress.Of(environment),
        };
    }

    /// <summary>Whom <c>MAIL_TO</c> names, without what is no address; whether mail is set up or not.</summary>
    public static ImmutableArray<MailboxAddress> Recipients(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault("MAIL_TO") is { } text ? Addresses(text, "MAIL_TO", _ => { }) : [];

    private static int Number(string text, string key, int min, int max, Action<string> problem)
    {
        if (int.TryParse(text, out var number) && number >= min && number <= max)
            return number;
        problem($"{key}: expected a number from {min} to {max}, got \"{text}\"");
        return min;
    }

    private static EmailSecurity SecurityOf(string? text, int port, Action<string> problem)
    {
        switch (text?.ToLowerInvariant())
        {
            case null: return port == 465 ? EmailSecurity.Implicit : EmailSecurity.StartTls;
            case "starttls": return EmailSecurity.StartTls;
            case "implicit": return EmailSecurity.Implicit;
            case "none": return EmailSecurity.None;
            default:
                problem($"SMTP_TLS: expected starttls, implicit or none, got \"{text}\"");
                return EmailSecurity.StartTls;
        }
    }

    private static ImmutableArray<MailboxAddress> Addresses(string text, string key, Action<string> problem)
    {
        var addresses = ImmutableArray.CreateBuilder<MailboxAddress>();
        foreach (var part in text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (!part.Any(char.IsControl) && MailboxAddress.TryParse(part, out var address) && address.Address.Contains('@'))
                addresses.Add(address);
            else
                problem($"{key}: \"{part}\" is not a mail address");
        if (text.All(c => c is ',' or ';' or ' '))
            problem($"{key}: holds no mail address");
        if (addresses.Count > MostAddresses)
            problem($"{key}: holds {addresses.Count} mail addresses, more than {MostAddresses}; name a mailing list");
        return [.. addresses.DistinctBy(address => address.Address, StringComparer.OrdinalIgnoreCase)];
    }
}

/// <summary>How the connection to the mail server is protected.</summary>
public enum EmailSecurity
{
    /// <summary>Upgraded after the greeting; a server that cannot is refused.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Implicit,

    None,
}
