using System.Text.RegularExpressions;

namespace Monitor.Actors.Checks.Assertions.Conditions;

/// <summary>Reads conditions in the syntax of Gatus: two sides, and between them an operator with a space before and after it.</summary>
internal static partial class ConditionParser
{
    public const int MaxLength = 1_024;

    private static readonly (string Sign, Comparison? Order)[] Operators =
    [
        ("==", null), ("!=", null), ("<=", Comparison.AtMost), (">=", Comparison.AtLeast), (">", Comparison.Above), ("<", Comparison.Below),
    ];

    /// <exception cref="ConditionFault">It is no condition.</exception>
    public static Condition Read(string text, FactKeys known)
    {
        if (text.Length > MaxLength)
            throw new ConditionFault(MaxLength, $"longer than {MaxLength} characters", "shorten it");
        var (sign, order, at) = FindOperator(text);
        var after = at + sign.Length + 2;
        if (Outside(text, sign, after) is { } second)
            throw new ConditionFault(second + 1, $"a second {sign}", "write one condition for each");
        var left = OperandParser.Read(text[..at], 0, known);
        var right = OperandParser.Read(text[after..], after, known);
        Check(left, right, sign, order, text, after);
        return new Condition(left, sign, right, order);
    }

    /// <summary>Equality is looked for first, so that what is compared may contain the other signs.</summary>
    private static (string Sign, Comparison? Order, int At) FindOperator(string text)
    {
        foreach (var (sign, order) in Operators)
        {
            if (Outside(text, sign, 0) is { } at)
                return (sign, order, at);
        }

        throw NoOperator(text);
    }

    /// <summary>Where the spaced sign stands, outside of functions.</summary>
    private static int? Outside(string text, string sign, int from)
    {
        var depth = 0;
        for (var at = from; at < text.Length; at++)
        {
            depth += text[at] switch { '(' => 1, ')' when depth > 0 => -1, _ => 0 };
            if (depth == 0 && text[at] == ' ' && string.CompareOrdinal(text, at + 1, sign, 0, sign.Length) == 0
                && at + sign.Length + 1 < text.Length && text[at + sign.Length + 1] == ' ')
                return at;
        }

        return null;
    }

    private static ConditionFault NoOperator(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new ConditionFault(0, "empty", "write it like [STATUS] == 200");
        if (Unclosed(text) is { } open)
            return new ConditionFault(open, "( is not closed", "close it with )");
        if (Signs().Match(text) is not { Success: true } found)
            return new ConditionFault(text.Length, "no operator", "write it like [STATUS] == 200; operators: == != < <= > >=");
        var sign = found.Value switch { "=" or "===" => "==", "=<" => "<=", "=>" => ">=", "<>" => "!=", var other => other };
        return text.TrimEnd().Length == found.Index + found.Length
            ? new ConditionFault(text.Length, $"nothing after {found.Value}", $"write a value; for the empty text, quote the condition and end it with \"{sign} \"")
            : new ConditionFault(found.Index, $"{found.Value} is no operator as it stands here", $"write {sign} with a space on each side");
    }

    private static int? Unclosed(string text)
    {
        var open = new Stack<int>();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '(')
                open.Push(at);
            else if (text[at] == ')' && open.Count > 0)
                open.Pop();
        }

        return open.Count > 0 ? open.Peek() : null;
    }

    private static void Check(Operand left, Operand right, string sign, Comparison? order, string text, int after)
    {
        if (left is Literal && right is Literal)
            throw new ConditionFault(0, "compares two fixed texts, so it never changes", Fix(left.Text, right.Text));
        if (left is Choices && right is Choices)
            throw new ConditionFault(Start(text, after), "pat() and any() need a value to choose", "write a placeholder such as [BODY] on one side");
        CheckSide(left, right, sign, order, 0, text);
        CheckSide(right, left, sign, order, after, text);
    }

    private static void CheckSide(Operand side, Operand other, string sign, Comparison? order, int position, string text)
    {
        var at = Start(text, position);
        if (order is not null && side is Choices)
            throw new ConditionFault(at, $"{side.Text} works with == and != only, not with {sign}", "write == or !=");
        if (order is not null && side is Literal literal && literal.Value.Number is null)
            throw new ConditionFault(at, $"\"{side.Text}\" is neither a number nor a duration", "write it like 500, 500ms or 48h, or use == or !=");
        if (side is Literal { Text: not ("true" or "false") } && other is HasFunction or Fact { IsFlag: true })
            throw new ConditionFault(at, $"\"{side.Text}\" is neither true nor false", "write true or false");
    }

    /// <summary>Where the side that begins here has its first character.</summary>
    private static int Start(string text, int position) => text.Length - text[position..].TrimStart().Length;

    private static string Fix(string left, string right) =>
        (Facts.Find($"[{left}]") ?? Facts.Find($"[{right}]")) is { } meant ? $"did you mean {meant}?" : "name what to look at, such as [STATUS]";

    [GeneratedRegex("[=!<>]=+|=[<>]|<>|[=<>]", RegexOptions.CultureInvariant)]
    private static partial Regex Signs();
}
