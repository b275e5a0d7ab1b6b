using System.Globalization;

namespace Monitor.EndToEnd.Tests.Support;

/// <summary>Numbers that the long form of a test (tests/long-form.sh) sets in the environment.</summary>
internal static class Numbers
{
    public static int Of(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
