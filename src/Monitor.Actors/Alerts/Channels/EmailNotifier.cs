using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Monitor.Actors.Alerts.Channels;

/// <summary>Sends alerts by SMTP.</summary>
public sealed class EmailNotifier(EmailOptions options, TimeProvider time) : INotifier
{
    public const string ChannelName = "email";

    public string Name => ChannelName;

    public async Task<Delivery> SendAsync(Alert alert, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            return await SendAsync(Compose(alert), either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Later($"no answer within {options.Timeout.TotalSeconds:0} s");
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
            MessageId = AlertText.MessageId(alert, Name),
            Body = new BodyBuilder { TextBody = AlertText.Body(alert), HtmlBody = AlertHtml.Of(alert, AlertWords.Of(alert, options.Board)) }.ToMessageBody(),
        };
        message.From.Add(options.From);
        message.To.AddRange(options.To);
        return message;
    }

    private async Task<Delivery> SendAsync(MimeMessage message, CancellationToken cancel)
    {
        using var client = new LenientSmtpClient { Timeout = (int)options.Timeout.TotalMilliseconds };
        await client.ConnectAsync(options.Host, options.Port, SocketOptions(), cancel);
        if (options.User is { } user)
            await client.AuthenticateAsync(user, options.Password.Reveal(), cancel);
        var answer = await client.SendAsync(message, cancel);
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

    private SecureSocketOptions SocketOptions() => options.Security switch
    {
        EmailSecurity.Implicit => SecureSocketOptions.SslOnConnect,
        EmailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    private Delivery.TryLater Later(string why) => new($"{options.Host}:{options.Port}: {why}");

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
