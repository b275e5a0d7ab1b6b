using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Monitor.Actors.Config;

/// <summary>Reads text into nodes, within limits; the one place that knows the YAML library.</summary>
/// <remarks>Works on the library's events: its own tree ends the process when the text nests absurdly deep.</remarks>
internal sealed partial class YamlTree
{
    private const string MergeKey = "<<";

    private readonly string _text;
    private readonly YamlLimits _limits;
    private readonly ProblemList _problems;
    private readonly Parser _parser;
    private readonly YamlAnchors _anchors = new();
    private int _nodes;

    /// <summary>Where the last value ended in the text; an alias ends where it stands, not where its anchor does.</summary>
    private int _end;

    /// <summary>How deep lists and mappings have nested since somebody last asked.</summary>
    private int _deepest;

    /// <summary>How many anchors and aliases there were.</summary>
    private int _borrowed;

    private YamlTree(string text, YamlLimits limits, ProblemList problems)
    {
        (_text, _limits, _problems) = (text, limits, problems);
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The only document's root; null when there is none, or when a problem was reported instead.</summary>
    public static YamlNode? Read(string text, YamlLimits limits, ProblemList problems)
    {
        var nodes = 0;
        return Read(text, limits, problems, ref nodes);
    }

    /// <param name="nodes">How many values others have used already; this text's are added.</param>
    public static YamlNode? Read(string text, YamlLimits limits, ProblemList problems, ref int nodes)
    {
        if (SourceText.Unreadable(text, limits, problems.File) is { } unreadable)
        {
            problems.Error(unreadable.Line, unreadable.Column, "", unreadable.Fault, unreadable.Fix);
            return null;
        }

        var errors = problems.Errors;
        var tree = new YamlTree(text, limits, problems) { _nodes = nodes };
        var root = tree.Document();
        nodes = tree._nodes;
        return problems.Errors == errors ? root : null;
    }

    /// <summary>How many values there are in <paramref name="node"/>, itself and keys included.</summary>
    public static int Count(YamlNode node) => node switch
    {
        YamlList list => 1 + list.Items.Sum(Count),
        YamlMap map => 1 + map.Entries.Sum(entry => 1 + Count(entry.Value)),
        _ => 1,
    };

    private YamlNode? Document()
    {
        try
        {
            return Root();
        }
        catch (RefusedException refused)
        {
            _problems.Error((int)refused.Start.Line, (int)refused.Start.Column, "", refused.Message, refused.Fix);
        }
        catch (YamlException invalid)
        {
            var (line, column, fault, fix) = YamlFaults.Explain(invalid, _text);
            _problems.Error(line, column, "", fault, fix);
        }
        catch (Exception lost) when (lost is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The parser's way of saying that brackets and indentation contradict each other.
            var at = _parser.Current?.End ?? Mark.Empty;
            _problems.Error((int)at.Line, (int)at.Column, "", "not valid YAML: the text around here does not fit together",
                "check that every [ and { is closed and that items are separated by commas");
        }

        return null;
    }

    private YamlNode? Root()
    {
        YamlNode? root = null;
        var documents = 0;
        while (_parser.MoveNext())
        {
            if (_parser.Current is DocumentStart start && ++documents > 1)
                throw new RefusedException(start.Start, "a second document begins here", "remove the line ---");
            if (_parser.Current is NodeEvent or AnchorAlias)
                root = Node(1);
        }

        return root;
    }

    private YamlNode Node(int depth)
    {
        var happened = _parser.Current!;
        var borrowed = _borrowed;
        Add(1, happened);
        RefuseExtras(happened);
        _end = (int)happened.End.Index;
        var node = happened switch
        {
            AnchorAlias alias when _limits.Anchors => Aliased(alias, depth),
            NodeEvent { Anchor.IsEmpty: false } anchored when _limits.Anchors => Remembered(anchored, depth),
            _ => Plain(happened, depth),
        };
        return _borrowed != borrowed && node is YamlMap { Borrows: false } map ? map with { Borrows = true } : node;
    }

    private YamlNode Plain(ParsingEvent happened, int depth)
    {
        if (happened is SequenceStart or MappingStart)
            _deepest = Math.Max(_deepest, depth);
        return happened switch
        {
            Scalar scalar => Value(scalar),
            SequenceStart or MappingStart when depth > _limits.MaxDepth => throw TooDeep(happened),
            SequenceStart start => List(start, depth),
            MappingStart start => Map(start, depth),
            _ => new YamlScalar((int)happened.Start.Line, (int)happened.Start.Column, (int)happened.Start.Index, (int)happened.End.Index, "", true),
        };
    }

    private YamlScalar Value(Scalar scalar)
    {
        if (scalar.Value.Length > _limits.MaxScalarLength)
            throw new RefusedException(scalar.Start, $"a value longer than {_limits.MaxScalarLength} characters", "shorten it");
        return new YamlScalar((int)scalar.Start.Line, (int)scalar.Start.Column, (int)scalar.Start.Index, (int)scalar.End.Index,
            scalar.Value, scalar.Style is ScalarStyle.Plain);
    }

    private YamlList List(SequenceStart start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (Next() is not SequenceEnd)
            items.Add(Node(depth + 1));
        EndAt(start.Style is SequenceStyle.Flow);
        return new YamlList((int)start.Start.Line, (int)start.Start.Column, (int)start.Start.Index, _end,
            items.DrainToImmutable(), start.Style is SequenceStyle.Flow);
    }

    private YamlMap Map(MappingStart start, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        YamlNode? merged = null;
        while (Next() is not MappingEnd)
        {
            var key = Key(lines);
            Next();
            var value = Node(depth + 1);
            if (_limits.Anchors && key is { Value: MergeKey, Plain: true })
                merged = value;
            else
                entries.Add(new YamlEntry(key.Value, key.Line, key.Column, key.Start, value));
        }

        EndAt(start.Style is MappingStyle.Flow);
        Merge(merged, entries);
        return new YamlMap((int)start.Start.Line, (int)start.Start.Column, (int)start.Start.Index, _end,
            entries.DrainToImmutable(), start.Style is MappingStyle.Flow);
    }

    private YamlScalar Key(Dictionary<string, int> lines)
    {
        if (_parser.Current is not Scalar)
            throw new RefusedException(_parser.Current!.Start, "a key must be text", "put it in quotes, or check the indentation");
        var key = (YamlScalar)Node(0);
        if (key.Value.Length > _limits.MaxKeyLength)
            throw new RefusedException(_parser.Current.Start, $"a key longer than {_limits.MaxKeyLength} characters", "shorten it");
        if (!lines.TryAdd(key.Value, key.Line))
            _problems.Error(key, Shown.Printable(key.Value), $"the key is already there in line {lines[key.Value]}", "remove one of the two");
        return key;
    }

    private ParsingEvent Next() =>
        _parser.MoveNext() ? _parser.Current! : throw new InvalidOperationException("the events ended early");

    /// <summary>A flow collection ends with its bracket; a block one where its last value ends, not where the next thing begins.</summary>
    private void EndAt(bool flow)
    {
        if (!flow)
            return;
        var end = (int)_parser.Current!.Start.Index;
        _end = end < _text.Length && _text[end] is ']' or '}' ? end + 1 : end;
    }
}
