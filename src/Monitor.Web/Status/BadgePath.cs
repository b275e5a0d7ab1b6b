namespace Monitor.Web.Status;

/// <summary>What stands behind <c>/badge/</c>: <c>{check}/{kind}.{format}</c>; the name may have slashes.</summary>
public sealed record BadgePath(string Check, string Kind, string Format)
{
    public static BadgePath Parse(string? path)
    {
        var (check, file) = Cut(path ?? "", '/');
        var (kind, format) = Cut(file, '.');
        return new BadgePath(check, kind, format);
    }

    private static (string Before, string After) Cut(string text, char at) =>
        text.LastIndexOf(at) is >= 0 and var cut ? (text[..cut], text[(cut + 1)..]) : ("", text);
}
