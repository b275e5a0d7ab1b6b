using System.Globalization;
using System.Text.Json;

namespace Monitor.EndToEnd.Tests.Support;

/// <summary>A real SMTP server that keeps what it accepts; it can go away, come back at the same port, and misbehave.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    private readonly Workplace _folder = new();
    private readonly string[] _certificate;
    private ChildProgram? _program;

    /// <param name="certificate">The files of a certificate and its key to offer STARTTLS with; <c>implicit</c> after them: TLS at once.</param>
    public MailServer(params string[] certificate) => _certificate = certificate;

    public int Port { get; } = Ports.Free();

    /// <summary>What the server and its clients said.</summary>
    public string Conversation => _program is null ? "" : _program.Output + _program.Errors;

    /// <summary>Messages that were accepted, in order, repeats included.</summary>
    public IReadOnlyList<Mail> Accepted => Read("accepted.jsonl");

    /// <summary>Messages that were received and then refused.</summary>
    public IReadOnlyList<Mail> Refused => Read("refused.jsonl");

    /// <summary>What the monitor needs in its environment to send here.</summary>
    public Dictionary<string, string> Environment(string tls = "none") => new()
    {
        ["SMTP_HOST"] = "127.0.0.1",
        ["SMTP_PORT"] = Port.ToString(CultureInfo.InvariantCulture),
        ["SMTP_TLS"] = tls,
        ["MAIL_FROM"] = "monitor@example.com",
        ["MAIL_TO"] = "ops@example.com",
    };

    public static async Task<MailServer> StartAsync(params string[] certificate)
    {
        Needs.Mail();
        var server = new MailServer(certificate);
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Support", "mail_server.py");
        var port = Port.ToString(CultureInfo.InvariantCulture);
        _program = new ChildProgram("mail server", Needs.Python, ["-u", script, port, _folder.Folder, .. _certificate], _folder.Folder);
        await Eventually.Passes(() => Assert.Contains("listening", _program.Output, StringComparison.Ordinal));
    }

    public async Task StopAsync()
    {
        if (_program is null)
            return;
        await _program.DisposeAsync();
        _program = null;
    }

    /// <param name="mode">normal, refuse, hang, never and a word of the subject, or later and a recipient.</param>
    public void Behave(string mode) => _folder.Write("mode", mode);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private List<Mail> Read(string name)
    {
        if (!_folder.Has(name))
            return [];
        using var file = new StreamReader(new FileStream(_folder.Path(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var lines = file.ReadToEnd();
        return [.. lines[..(lines.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<Mail>(line, Json)!)]; // an object a line
    }

    /// <summary>A message as the server got it.</summary>
    public sealed record Mail(double At, string From, IReadOnlyList<string> To, string Subject, string Id, string Body, bool Tls, string? Login);
}
