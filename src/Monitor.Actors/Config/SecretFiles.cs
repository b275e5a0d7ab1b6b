using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Actors.Config;

/// <summary>Variables whose value stands in a file: <c>SMTP_PASS_FILE=/run/secrets/smtp</c> sets <c>SMTP_PASS</c>, as containers do it.</summary>
/// <remarks>
/// A variable that is set itself wins, and nothing of a file appears in a problem. Many programs have variables that end so: only
/// files of those are opened that the monitor asks for.
/// </remarks>
internal static class SecretFiles
{
    private const string Suffix = "_FILE";
    private const int MaxBytes = 64 * 1024;

    /// <summary>The monitor's own variables that may hold a secret.</summary>
    private static readonly string[] Own = ["SMTP_USER", "SMTP_PASS", "DB_URL"];

    /// <summary>The variables that may be asked for: the monitor's own, those of <c>.env</c>, and those that a text mentions.</summary>
    public static ImmutableHashSet<string> Wanted(ImmutableDictionary<string, string> values, IReadOnlyDictionary<string, string> file, IEnumerable<SourceText> texts) =>
        [.. In(values).Select(one => one.Name).Where(name =>
            Own.Contains(name) || file.ContainsKey(name + Suffix) || texts.Any(text => text.Text?.Contains(name, StringComparison.Ordinal) == true))];

    /// <param name="full">Makes a path of the operator's a full one.</param>
    public static ImmutableDictionary<string, string> Fill(ImmutableDictionary<string, string> values, ImmutableHashSet<string> wanted, Func<string, string> full) =>
        values.SetItems(In(values, wanted)
            .Select(one => (one.Name, Source: Read(one.Name, one.Path, full)))
            .Where(one => one.Source.Text is not null)
            .Select(one => KeyValuePair.Create(one.Name, one.Source.Text!.TrimEnd('\r', '\n')))); // those are left

    /// <summary>What is wrong with the files.</summary>
    public static IEnumerable<ConfigProblem> Problems(ImmutableDictionary<string, string> values, ImmutableHashSet<string> wanted, Func<string, string> full) =>
        In(values, wanted)
            .Select(one => Read(one.Name, one.Path, full).Problem)
            .OfType<ConfigProblem>()
            .Select(problem => problem with { Severity = ConfigSeverity.Warning });

    /// <summary>Another one whenever one of the files has changed.</summary>
    public static string Digest(ImmutableDictionary<string, string> values, ImmutableHashSet<string> wanted, Func<string, string> full) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\0', In(values, wanted).OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => $"{one.Name}\0{Read(one.Name, one.Path, full).Text}")))));

    private static IEnumerable<(string Name, string Path)> In(ImmutableDictionary<string, string> values, ImmutableHashSet<string> wanted) =>
        In(values).Where(one => wanted.Contains(one.Name));

    private static IEnumerable<(string Name, string Path)> In(ImmutableDictionary<string, string> values) =>
        from one in values
        where one.Key.EndsWith(Suffix, StringComparison.Ordinal) && one.Value.Length > 0
        let name = one.Key[..^Suffix.Length]
        where Placeholders.IsName(name) && values.GetValueOrDefault(name) is null or ""
        select (name, one.Value);

    private static SourceText Read(string name, string path, Func<string, string> full) => FileLoader.Read(full(path), name + Suffix, MaxBytes);
}
