using System.Collections.Immutable;
using Monitor.Actors.Checks.Talk;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Systems;

/// <summary>Which server is asked, as whom, and how the way there is protected.</summary>
/// <param name="Username">Null: nobody logs in.</param>
public sealed record Server(string Host, int Port, string? Username, Secret Password, ServerTls Tls)
{
    private const int LongestName = 256;

    public string Address => HostKeys.Shown(Host, Port);

    /// <param name="port">The usual one, in words.</param>
    internal static ImmutableArray<ConfigKey> Keys(string port, bool mustLogIn) =>
    [
        HostKeys.HostKey,
        HostKeys.PortKey with { Required = false, Absent = port },
        new("username", KeyShape.Text, "best a user who may do nothing but what the check needs") { Required = mustLogIn, Range = $"up to {LongestName} characters" },
        new("password", KeyShape.Secret, "that of the user"),
    ];

    /// <param name="usualPort">By whether TLS is spoken, when <c>port</c> is absent.</param>
    internal static Server Read(YamlSection keys, ServerTls tls, Func<ServerTls, int> usualPort, bool mustLogIn)
    {
        var username = mustLogIn ? keys.Text("username") : keys.TextOrNull("username");
        if (username is { Length: > LongestName } || username?.Any(char.IsControl) == true)
            keys.Problem("username", "is not a user name", $"write at most {LongestName} characters, none of them control characters");
        return new Server(
            HostKeys.Host(keys),
            keys.Number("port", usualPort(tls), 1, 65535),
            username,
            keys.SecretOrNull("password") ?? default,
            tls);
    }
}
