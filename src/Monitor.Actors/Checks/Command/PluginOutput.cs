using System.Collections.Immutable;

namespace Monitor.Actors.Checks.Command;

/// <summary>What a program wrote, taken apart as Nagios does: a line for people, and figures after a bar.</summary>
/// <param name="Line">The first line that says something, without the figures.</param>
public sealed record PluginOutput(string Line, ImmutableArray<Perfdata> Figures)
{
    /// <summary>Figures stand after the first bar of the first line, and after the next bar further down.</summary>
    public static PluginOutput Read(string text)
    {
        var (first, rest) = Cut(text.TrimStart(), '\n');
        var (line, figures) = Cut(first, '|');
        return new PluginOutput(line.Trim(), [.. Perfdata.Read(figures), .. Perfdata.Read(Cut(rest, '|').After)]);
    }

    private static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is var place and >= 0 ? (text[..place], text[(place + 1)..]) : (text, "");
}
