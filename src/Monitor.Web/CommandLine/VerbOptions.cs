using System.CommandLine;

namespace Monitor.Web.CommandLine;

/// <summary>Options that several verbs have, in the same words.</summary>
internal static class VerbOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Write JSON, for programs." };

    public static Option<string?> File() => new("--file", "-f")
    {
        Description = "The main file, instead of checks.yaml of this folder.",
        HelpName = "FILE",
    };

    /// <summary>A mistyped option would be taken for a file or a check of that name.</summary>
    public static Argument<T> RefuseOptions<T>(this Argument<T> argument)
    {
        argument.Validators.Add(found =>
        {
            foreach (var token in found.Tokens.Where(token => token.Value is ['-', _, ..]))
                found.AddError($"There is no option {token.Value}.");
        });
        return argument;
    }
}
