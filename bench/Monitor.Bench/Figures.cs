using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Bench;

/// <summary>What one process measured, by name; a line of JSON from child to parent.</summary>
public sealed class Figures
{
    private const string Mark = "figures: ";

    private static readonly JsonSerializerOptions Options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly Dictionary<string, double> _values = [];

    public Figures()
    {
    }

    private Figures(Dictionary<string, double> values) => _values = values;

    /// <summary>Not a number when it was not measured.</summary>
    public double this[string name]
    {
        get => _values.GetValueOrDefault(name, double.NaN);
        set => _values[name] = value;
    }

    public double CpuPerCheck => this["cpu_ms"] / this["run"];

    public void Print() => Console.WriteLine(Mark + JsonSerializer.Serialize(_values, Options));

    public static Figures? Parse(string line) => line.StartsWith(Mark, StringComparison.Ordinal)
        ? new(JsonSerializer.Deserialize<Dictionary<string, double>>(line[Mark.Length..], Options)!) // printed by a child
        : null;
}
