using System.Collections.Immutable;
using Monitor.Actors.Config;

namespace Monitor.Web.Editing;

/// <summary>A type of checks in words: what people call it, and what it looks at.</summary>
public sealed record TypeLook(string Type, string Group, string Title, string Text)
{
    private const string Web = "HTTP";
    private const string Jobs = "Jobs and push";
    private const string Network = "Network";
    private const string Databases = "Databases";
    private const string Systems = "Systems";
    private const string Made = "Made of other checks";

    private static readonly ImmutableArray<TypeLook> Known =
    [
        new("http", Web, "HTTP", "status, headers, JSON and latency of a URL"),
        new("healthz", Web, "Health endpoint", "a health report of ASP.NET or the like, entry by entry"),
        new("websocket", Web, "WebSocket", "opens one, and may ask something"),
        new("job", Jobs, "Job", "runs that start, succeed and end in time"),
        new("push", Jobs, "Push", "waits for pings of a program, such as a backup"),
        new("tcp", Network, "TCP", "a port that answers, with a dialogue if you like"),
        new("tls", Network, "Certificate", "how long a certificate is valid, and whether it is trusted"),
        new("dns", Network, "DNS", "what a name resolves to"),
        new("icmp", Network, "Ping", "loss and latency of echoes (ICMP)"),
        new("grpc", Network, "gRPC", "the health service of a gRPC server"),
        new("smtp", Network, "SMTP", "a mail server that lets in whoever may send"),
        new("postgres", Databases, "PostgreSQL", "a login, and the answer to a query"),
        new("mysql", Databases, "MySQL", "a login, and the answer to a query; MariaDB too"),
        new("sqlserver", Databases, "SQL Server", "a login, and the answer to a query"),
        new("redis", Databases, "Redis", "a ping, or the answer to a command that only reads"),
        new("rabbitmq", Systems, "RabbitMQ", "a login, and how full a queue is"),
        new("command", Systems, "Command", "a program of this machine; only in checks.yaml"),
        new("group", Made, "Group", "as well as the checks that it is made of"),
    ];

    /// <summary>All types that there are, in the order of the picker; one that nobody has described comes last, by its name.</summary>
    public static ImmutableArray<TypeLook> All(CheckTypes types) =>
    [
        .. Known.Where(look => types.Checks.ContainsKey(look.Type)),
        .. types.Checks.Keys.Where(type => Known.All(look => look.Type != type)).Order(StringComparer.Ordinal).Select(Of),
    ];

    public static TypeLook Of(string type) => Known.FirstOrDefault(look => look.Type == type) ?? new(type, "Others", type.Length > 0 ? type : "No type", "");

    public bool Matches(string search) =>
        $"{Type} {Group} {Title} {Text}".Contains(search.Trim(), StringComparison.OrdinalIgnoreCase);
}
