using System.Reflection;

namespace Monitor.Web.Api;

/// <summary>The version of this program, without the commit that build tools append.</summary>
public static class EngineVersion
{
    public static string Text { get; } =
        typeof(EngineVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
