using System.Globalization;

namespace Monitor.Bench;

/// <summary>What a run prints: a name and a figure a line, and the bar beside it where there is one.</summary>
public static class Table
{
    public static void Row(string name, FormattableString value, string bar = "") =>
        Console.WriteLine($"{name,-38}{value.ToString(CultureInfo.InvariantCulture),-44}{(bar.Length > 0 ? $"bar: {bar}" : "")}".TrimEnd());
}
