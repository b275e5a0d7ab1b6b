using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Actors.Config;

/// <summary>Reads the text of <c>.env</c>; values never appear in its problems.</summary>
internal static partial class EnvFile
{
    /// <summary>The real environment over the file: what the operator set outside wins (PARITY P4).</summary>
    /// <param name="secrets">The variables whose values may be read from files.</param>
    /// <param name="full">Makes a path of the operator's a full one.</param>
    public static (ImmutableDictionary<string, string> Values, ImmutableArray<ConfigProblem> Problems) Merge(
        SourceText? file, IReadOnlyDictionary<string, string> real, ImmutableHashSet<string> secrets, Func<string, string> full)
    {
        var (own, problems) = Read(file);
        var values = own.SetItems(real);
        return (SecretFiles.Fill(values, secrets, full), [.. problems, .. SecretFiles.Problems(values, secrets, full)]);
    }

    /// <summary>The variables whose values stand in files that may be read.</summary>
    public static ImmutableHashSet<string> SecretsOf(SourceText? file, IReadOnlyDictionary<string, string> real, IEnumerable<SourceText> texts)
    {
        var own = Read(file).Values;
        return SecretFiles.Wanted(own.SetItems(real), own, texts);
    }

    /// <summary>Another one whenever a file has changed that a variable names.</summary>
    public static string DigestOf(SourceText? file, IReadOnlyDictionary<string, string> real, ImmutableHashSet<string> secrets, Func<string, string> full) =>
        SecretFiles.Digest(Read(file).Values.SetItems(real), secrets, full);

    private static (ImmutableDictionary<string, string> Values, ImmutableArray<ConfigProblem> Problems) Read(SourceText? file)
    {
        var none = ImmutableDictionary<string, string>.Empty;
        if (file?.Text is not { } text)
            return (none, file?.Problem is { } unreadable ? [unreadable] : []);
        try
        {
            var options = new DotNetEnv.LoadOptions(setEnvVars: false);
            return (none.SetItems(DotNetEnv.Env.LoadContents(text, options)), Dollars(file.File, text));
        }
        catch (Sprache.ParseException wrong)
        {
            var at = Position().Match(wrong.Message);
            var line = at.Success ? int.Parse(at.Groups["line"].ValueSpan, CultureInfo.InvariantCulture) : 0;
            return (none, [new(ConfigSeverity.Error, file.File, line, line > 0 ? 1 : 0, "", "expected NAME=value", "put a value with special characters in single quotes")]);
        }
    }

    /// <summary>A password with a dollar sign would arrive shortened, and nobody would know why.</summary>
    private static ImmutableArray<ConfigProblem> Dollars(string file, string text) =>
    [
        .. text.Split('\n').Index()
            .Select(line => (line.Index, Match: Dollar().Match(line.Item)))
            .Where(line => line.Match.Success)
            .Select(line => new ConfigProblem(ConfigSeverity.Warning, file, line.Index + 1, line.Match.Groups["dollar"].Index + 1,
                line.Match.Groups["name"].Value, "$ begins a variable here", "put the value in single quotes if the $ belongs to it")),
    ];

    [GeneratedRegex(@"\(Line (?<line>[0-9]{1,9}), Column", RegexOptions.CultureInvariant)]
    private static partial Regex Position();

    [GeneratedRegex(@"^\s*(export\s+)?(?<name>\w+)=(?!')[^#$]*(?<dollar>\$)", RegexOptions.CultureInvariant)]
    private static partial Regex Dollar();
}
