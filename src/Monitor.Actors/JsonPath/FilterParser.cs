using System.Text.Json;

namespace Json.Path;

/// <summary>Reads the condition of a filter and checks that it is well-typed (RFC 9535, 2.3.5 and 2.4.3).</summary>
internal sealed class FilterParser(PathReader reader, PathParser paths)
{
    private static readonly string[] Signs = ["==", "!=", "<=", ">=", "<", ">"];

    public Condition ReadCondition()
    {
        reader.Enter();
        var condition = ReadList("||", ReadAllOf, static all => new AnyOf(all));
        reader.Leave();
        return condition;
    }

    /// <summary>A literal, a query or a function call: what may stand in a comparison or among arguments.</summary>
    public Term ReadTerm()
    {
        var start = reader.Position;
        if (reader.Next is '$' or '@')
            return Term.Of(start, paths.ReadQuery());
        if (reader.Next is '\'' or '"')
            return Term.Of(start, PathValue.Of(QuotedText.Read(reader)));
        if (reader.AtInteger)
            return Term.Of(start, PathValue.Of(PathNumber.Of(reader.Number())));
        return reader.Word() switch
        {
            "" => throw reader.Unexpected("a path, a literal or a function"),
            var name when reader.Next == '(' => FunctionParser.Read(name, start, reader, this),
            "true" => Term.Of(start, PathValue.Of(JsonValueKind.True)),
            "false" => Term.Of(start, PathValue.Of(JsonValueKind.False)),
            "null" => Term.Of(start, PathValue.Of(JsonValueKind.Null)),
            var word => throw Term.Fail(start, $"'{word}' is no literal; a text needs quotes"),
        };
    }

    private Condition ReadAllOf() => ReadList("&&", ReadBasic, static all => new AllOf(all));

    private Condition ReadList(string separator, Func<Condition> read, Func<List<Condition>, Condition> join)
    {
        var conditions = new List<Condition>();
        do
        {
            reader.SkipBlanks();
            conditions.Add(read());
            reader.SkipBlanks();
        }
        while (reader.TryTake(separator));
        return conditions is [var only] ? only : join(conditions);
    }

    private Condition ReadBasic()
    {
        if (reader.TryTake("!"))
        {
            reader.SkipBlanks();
            return new Not(reader.Next == '(' ? ReadParenthesized() : ReadTerm().AsCondition());
        }
        return reader.Next == '(' ? ReadParenthesized() : ReadTest();
    }

    private Condition ReadParenthesized()
    {
        reader.Take("(");
        var condition = ReadCondition();
        reader.Take(")");
        return condition;
    }

    private Condition ReadTest()
    {
        var left = ReadTerm();
        var afterLeft = reader.Position;
        reader.SkipBlanks();
        if (Array.Find(Signs, reader.TryTake) is { } sign)
        {
            var value = left.AsValue();
            reader.SkipBlanks();
            return new Comparison(value, sign, ReadTerm().AsValue());
        }
        if (reader.Next == '=')
            throw reader.Fail("a comparison is written '=='");
        reader.Position = afterLeft;
        return left.AsCondition();
    }
}
