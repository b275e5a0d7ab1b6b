using System.Collections.Immutable;

namespace Monitor.Actors.Checks.Assertions.Conditions;

/// <summary>A side that is not a value but says which values will do: <c>pat(…)</c> or <c>any(…)</c>.</summary>
internal abstract record Choices(string Text) : Operand(Text)
{
    private static readonly Resolved Itself = Resolved.Of("");

    public abstract bool Accept(Resolved value);

    public override Resolved Resolve(Answer answer) => Itself;

    public override string Show(Resolved value) => Text;
}

/// <summary><c>pat(john*)</c>.</summary>
internal sealed record OfPattern(string Text, Wildcard Pattern) : Choices(Text)
{
    public override bool Accept(Resolved value) => Pattern.IsMatch(value.Text);
}

/// <summary><c>any(200, 429)</c>; a pattern may be among them.</summary>
internal sealed record OneOf(string Text, ImmutableArray<Operand> Options) : Choices(Text)
{
    public override bool Accept(Resolved value)
    {
        foreach (var option in Options)
        {
            if (option is Choices choices ? choices.Accept(value) : option is Literal literal && Resolved.Same(value, literal.Value))
                return true;
        }

        return false;
    }
}
