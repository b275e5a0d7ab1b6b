using System.Collections.Immutable;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Monitor.Actors.Alerts.Channels;

/// <summary>Sends alerts by SMTP, to all recipients at once or to one of them.</summary>
/// <remarks>
/// Of several recipients each is a channel of his own, so that one whose server says "later" gets the alert later and nobody else
/// gets it twice. The one for all remains, for alerts of the time with one recipient, and to try the mail.
/// </remarks>
public sealed class EmailNotifier : INotifier
{
    public const string ChannelName = "email";

    private const string ForOne = ChannelName + " to ";

    /// <summary>Servers turn away whoever comes with many connections at once.</summary>
    private const int MostConnections = 4;

    private readonly EmailOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _connections;
    private readonly ImmutableArray<MailboxAddress> _recipients;

    /// <param name="only">The one recipient of a channel of his own; null for all.</param>
    private EmailNotifier(EmailOptions options, TimeProvider time, SemaphoreSlim connections, MailboxAddress? only)
    {
        (_options, _time, _connections, _recipients) = (options, time, connections, only is null ? options.To : [only]);
        Name = only is null ? ChannelName : NameFor(only);
    }

    public string Name { get; }

    /// <summary>Every channel that these options make.</summary>
    public static IEnumerable<INotifier> Of(EmailOptions options, TimeProvider time)
    {
        var connections = new SemaphoreSlim(MostConnections);
        MailboxAddress?[] whom = options.To.Length < 2 ? [null] : [null, .. options.To];
        return [.. whom.Select(only => new EmailNotifier(options, time, connections, only))];
    }

    public static string NameFor(MailboxAddress only) => ForOne + only.Address;

    /// <summary>Whether a channel is the one of a single recipient of several.</summary>
    public static bool IsForOne(string channel) => channel.StartsWith(ForOne, StringComparison.OrdinalIgnoreCase);

    public async Task<Delivery> SendAsync(Alert alert, CancellationToken cancel)
    {
        await _connections.WaitAsync(cancel);
        try
        {
            return await TrySendAsync(alert, cancel);
        }
        finally
        {
            _connections.Release();
        }
    }

    private async Task<Delivery> TrySendAsync(Alert alert, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            return await SendAsync(Compose(alert), either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Later($"no answer within {_options.Timeout.TotalSeconds:0} s");
        }
        catch (SmtpCommandException e) when ((int)e.StatusCode is >= 500 and < 600)
        {
            return new Delivery.GiveUp($"refused: {(int)e.StatusCode} {e.Message}");
        }
        catch (AuthenticationException e)
        {
            return Later($"login refused: {e.Message}");
        }
        catch (SslHandshakeException e)
        {
            return Later($"TLS: {(e.InnerException ?? e).Message}");
        }
        catch (Exception e) when (e is SocketException or IOException or ProtocolException or CommandException or NotSupportedException)
        {
            return Later(e.Message);
        }
    }

    private MimeMessage Compose(Alert alert)
    {
        var message = new MimeMessage
        {
            Subject = AlertText.Subject(alert),
            Date = alert.At,
            MessageId = AlertText.MessageId(alert, ChannelName),
            Body = new BodyBuilder { TextBody = AlertText.Body(alert), HtmlBody = AlertHtml.Of(alert, AlertWords.Of(alert, _options.Board)) }.ToMessageBody(),
        };
        message.From.Add(_options.From);
        message.To.AddRange(_options.To); // whoever gets it sees who else does
        return message;
    }

    private async Task<Delivery> SendAsync(MimeMessage message, CancellationToken cancel)
    {
        using var client = new LenientSmtpClient { Timeout = (int)_options.Timeout.TotalMilliseconds };
        await client.ConnectAsync(_options.Host, _options.Port, SocketOptions(), cancel);
        if (_options.User is { } user)
            await client.AuthenticateAsync(user, _options.Password.Reveal(), cancel);
        var answer = await client.SendAsync(message, _options.From, _recipients, cancel);
        await QuitAsync(client, cancel);
        return client.Refused.Count == 0
            ? new Delivery.Sent(answer)
            : new Delivery.Sent($"{answer}; refused for {string.Join(", ", client.Refused)}");
    }

    /// <summary>The message is accepted by now: a server that fumbles the goodbye must not get it twice.</summary>
    private static async Task QuitAsync(SmtpClient client, CancellationToken cancel)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancel);
        }
        catch (Exception e) when (e is IOException or SocketException or ProtocolException or CommandException or OperationCanceledException)
        {
            // Delivered all the same.
        }
    }

    private SecureSocketOptions SocketOptions() => _options.Security switch
    {
        EmailSecurity.Implicit => SecureSocketOptions.SslOnConnect,
        EmailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    private Delivery.TryLater Later(string why) => new($"{_options.Host}:{_options.Port}: {why}");

    /// <summary>Goes on when a recipient is refused, as long as one is accepted.</summary>
    private sealed class LenientSmtpClient : SmtpClient
    {
        private bool _mayAcceptLater;

        public List<string> Refused { get; } = [];

        protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            _mayAcceptLater |= (int)response.StatusCode < 500;
            Refused.Add($"{mailbox.Address}: {(int)response.StatusCode} {response.Response}");
        }

        /// <summary>For good only if every refusal was: a server that is greylisting takes the mail later.</summary>
        protected override void OnNoRecipientsAccepted(MimeMessage message) => throw new SmtpCommandException(
            SmtpErrorCode.RecipientNotAccepted,
            _mayAcceptLater ? SmtpStatusCode.MailboxBusy : SmtpStatusCode.MailboxUnavailable,
            $"no recipient accepted: {string.Join("; ", Refused)}");
    }
}
