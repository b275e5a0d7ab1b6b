using System.Globalization;
using System.Text;

namespace Json.Path;

/// <summary>Where a node is, as a chain up to the root; becomes text only when somebody reads it.</summary>
internal sealed class Location
{
    public static readonly Location Root = new(null, null, 0);

    private readonly Location? _parent;
    private readonly string? _name;
    private readonly int _index;

    private Location(Location? parent, string? name, int index) => (_parent, _name, _index) = (parent, name, index);

    public Location Child(string name) => new(this, name, 0);

    public Location Child(int index) => new(this, null, index);

    /// <summary>The normalized path of RFC 9535, 2.7.</summary>
    public override string ToString()
    {
        var steps = new Stack<Location>();
        for (var step = this; step._parent is not null; step = step._parent)
            steps.Push(step);
        var text = new StringBuilder("$");
        foreach (var step in steps)
            step.AppendTo(text);
        return text.ToString();
    }

    /// <summary>A name as a bracketed selector: <c>['it\'s']</c>.</summary>
    public static string Bracketed(string name)
    {
        var text = new StringBuilder();
        Root.Child(name).AppendTo(text);
        return text.ToString();
    }

    private void AppendTo(StringBuilder text)
    {
        if (_name is null)
        {
            text.Append(CultureInfo.InvariantCulture, $"[{_index}]");
            return;
        }
        text.Append("['");
        foreach (var c in _name)
            AppendEscaped(text, c);
        text.Append("']");
    }

    private static StringBuilder AppendEscaped(StringBuilder text, char c) => c switch
    {
        '\'' or '\\' => text.Append('\\').Append(c),
        '\b' => text.Append("\\b"),
        '\f' => text.Append("\\f"),
        '\n' => text.Append("\\n"),
        '\r' => text.Append("\\r"),
        '\t' => text.Append("\\t"),
        < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
        _ => text.Append(c),
    };
}
