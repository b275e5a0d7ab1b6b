namespace Json.Path;

/// <summary>Reads queries, segments and selectors; what follows a question mark is read by <see cref="FilterParser"/>.</summary>
internal sealed class PathParser
{
    private readonly PathReader _reader;
    private readonly FilterParser _filters;

    private PathParser(string text)
    {
        _reader = new PathReader(text);
        _filters = new FilterParser(_reader, this);
    }

    /// <summary>Null when the text is a path, else what is wrong with it.</summary>
    public static PathParseException? TryRead(string text, out Query? query)
    {
        query = null;
        if (text.Length > JsonPath.MaxLength)
            return new PathParseException($"longer than {JsonPath.MaxLength} characters", JsonPath.MaxLength);
        try
        {
            query = new PathParser(text).ReadAll();
            return null;
        }
        catch (PathParseException problem)
        {
            return problem;
        }
    }

    /// <summary>A query from the root or the current node, up to where no further segment follows.</summary>
    public Query ReadQuery()
    {
        var fromRoot = _reader.TryTake("$");
        if (!fromRoot)
            _reader.Take("@");
        var segments = new List<Segment>();
        while (TryReadSegment() is { } segment)
            segments.Add(segment);
        return new Query(fromRoot, segments);
    }

    private Query ReadAll()
    {
        if (_reader.Next != '$')
            throw _reader.Fail("a path starts with '$'");
        var query = ReadQuery();
        return _reader.AtEnd ? query : throw _reader.Unexpected("'.', '[' or the end of the path");
    }

    private Segment? TryReadSegment()
    {
        var before = _reader.Position;
        _reader.SkipBlanks();
        if (_reader.TryTake(".."))
            return new Segment(Descends: true, _reader.Next == '[' ? ReadBracket() : [ReadShorthand()]);
        if (_reader.TryTake("."))
            return new Segment(Descends: false, [ReadShorthand()]);
        if (_reader.Next == '[')
            return new Segment(Descends: false, ReadBracket());
        _reader.Position = before;
        return null;
    }

    private Selector ReadShorthand() =>
        _reader.TryTake("*") ? FilterSelector.Wildcard : new NameSelector(_reader.Name());

    private Selector[] ReadBracket()
    {
        var selectors = new List<Selector>();
        _reader.Take("[");
        do
        {
            _reader.SkipBlanks();
            selectors.Add(ReadSelector());
            _reader.SkipBlanks();
        }
        while (_reader.TryTake(","));
        if (_reader.Next != ']')
            throw _reader.Unexpected("',' or ']'");
        _reader.Take("]");
        return [.. selectors];
    }

    private Selector ReadSelector()
    {
        if (_reader.Next is '\'' or '"')
            return new NameSelector(QuotedText.Read(_reader));
        if (_reader.TryTake("*"))
            return FilterSelector.Wildcard;
        if (_reader.TryTake("?"))
            return new FilterSelector(_filters.ReadCondition());
        return _reader.AtInteger || _reader.Next == ':'
            ? ReadIndexOrSlice()
            : throw _reader.Unexpected("a quoted name, an index, '*' or '?'");
    }

    private Selector ReadIndexOrSlice()
    {
        var start = TryReadInteger();
        var afterStart = _reader.Position;
        _reader.SkipBlanks();
        if (!_reader.TryTake(":"))
        {
            _reader.Position = afterStart;
            return new IndexSelector(start ?? throw _reader.Unexpected("an index"));
        }
        _reader.SkipBlanks();
        var end = TryReadInteger();
        _reader.SkipBlanks();
        if (!_reader.TryTake(":"))
            return new SliceSelector(start, end, 1);
        _reader.SkipBlanks();
        return new SliceSelector(start, end, TryReadInteger() ?? 1);
    }

    private long? TryReadInteger() => _reader.AtInteger ? _reader.Integer() : null;
}
