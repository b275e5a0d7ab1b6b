namespace Json.Path;

/// <summary>Reads a call of one of RFC 9535's five functions.</summary>
internal static class FunctionParser
{
    public static Term Read(string name, int start, PathReader reader, FilterParser filters)
    {
        reader.Enter();
        var arguments = ReadArguments(name, start, reader, filters);
        reader.Leave();
        return name switch
        {
            "length" => Value(start, new LengthFunction(arguments[0].AsValue())),
            "count" => Value(start, new CountFunction(arguments[0].AsNodes())),
            "value" => Value(start, new ValueFunction(arguments[0].AsNodes())),
            _ => new Term(start, null, null, Pattern(arguments[0].AsValue(), arguments[1], whole: name == "match")),
        };
    }

    private static Term Value(int start, Operand function) => new(start, function, null, null);

    private static List<Term> ReadArguments(string name, int start, PathReader reader, FilterParser filters)
    {
        var wanted = name switch
        {
            "length" or "count" or "value" => 1,
            "match" or "search" => 2,
            _ => throw Term.Fail(start, $"there is no function {name}(); there are length, count, match, search and value"),
        };
        var arguments = new List<Term>();
        reader.Take("(");
        reader.SkipBlanks();
        while (arguments.Count < wanted)
        {
            arguments.Add(filters.ReadTerm());
            reader.SkipBlanks();
            if (arguments.Count < wanted)
                reader.Take(",");
            reader.SkipBlanks();
        }
        reader.Take(")");
        return arguments;
    }

    // A pattern that is written out is checked now; RFC 9535 would let it match nothing, and nobody would notice.
    private static PatternFunction Pattern(Operand text, Term pattern, bool whole)
    {
        var operand = pattern.AsValue();
        if (operand is not Literal { Value: { Kind: System.Text.Json.JsonValueKind.String } literal })
            return new PatternFunction(text, operand, whole, null);
        var compiled = IRegexp.TryCompile(literal.Text, whole, out var problem);
        return compiled is not null
            ? new PatternFunction(text, operand, whole, compiled)
            : throw Term.Fail(pattern.Position, $"the pattern is no I-Regexp (RFC 9485): {problem}");
    }
}
