using System.Collections.Immutable;

namespace Monitor.Actors.Config.Schema;

/// <summary>What may stand under a key.</summary>
public abstract record KeyShape
{
    private KeyShape()
    {
    }

    /// <summary>One value, whatever is written: numbers and flags are texts too.</summary>
    public static KeyShape Text { get; } = new TextLike(null);

    /// <summary>A text that has a placeholder in it, because it must not be shown.</summary>
    public static KeyShape Secret { get; } = new SecretText();

    /// <summary>An absolute http or https URL.</summary>
    public static KeyShape Url { get; } = new WebAddress();

    public static KeyShape Flag { get; } = new TrueOrFalse();

    /// <summary>A number, with or without a part after the point.</summary>
    public static KeyShape Number { get; } = new AnyNumber();

    /// <summary>One value that keeps its type.</summary>
    public static KeyShape Value { get; } = new OneValue();

    /// <summary>Any YAML at all.</summary>
    public static KeyShape Any { get; } = new Anything();

    /// <summary>One text or a list of them.</summary>
    public static KeyShape Texts { get; } = ListOrOne(Text);

    /// <summary>What is said in words, when <see cref="ConfigKey.Range"/> does not say it.</summary>
    public virtual string InWords => "";

    /// <summary>A text of this form, which no number has; the pattern is one of JSON Schema, for the whole text.</summary>
    public static KeyShape Like(string pattern) => new TextLike(pattern);

    public static KeyShape Whole(int min, int max = int.MaxValue) => new WholeNumber(min, max);

    public static KeyShape Duration(TimeSpan min, TimeSpan max) => new Time(min, max);

    public static KeyShape Choice(params IEnumerable<string> words) => new Words([.. words]);

    public static KeyShape List(KeyShape item) => new Items(item, OrOne: false);

    public static KeyShape ListOrOne(KeyShape item) => new Items(item, OrOne: true);

    /// <summary>A mapping with these keys, described where it stands.</summary>
    public static KeyShape Section(params IEnumerable<ConfigKey> keys) => new Mapping(null, [.. keys]);

    /// <summary>A mapping that stands in several places, described once under this name.</summary>
    public static KeyShape Known(string name, params IEnumerable<ConfigKey> keys) => new Mapping(name, [.. keys]);

    /// <summary>A mapping whose <c>type</c> decides which keys it has besides the shared ones.</summary>
    public static KeyShape Typed(string name, IEnumerable<ConfigKey> shared, IEnumerable<(string Type, ImmutableArray<ConfigKey> Keys)> own) =>
        new ByType(name, [.. shared], [.. own.OrderBy(one => one.Type, StringComparer.Ordinal)]);

    /// <summary>A mapping of names that nobody knows beforehand.</summary>
    public static KeyShape Names(KeyShape value) => new NameMap(value);

    public static KeyShape Either(params IEnumerable<KeyShape> shapes) => new OneOf([.. shapes]);

    /// <summary>The same with its inner keys <see cref="ConfigKey.Inherited"/>.</summary>
    internal KeyShape Inherited(string from) => this switch
    {
        Mapping mapping => mapping with { Keys = [.. mapping.Keys.Select(key => key.Inherited(from))] },
        OneOf either => new OneOf([.. either.Shapes.Select(shape => shape.Inherited(from))]),
        _ => this,
    };

    internal sealed record TextLike(string? Pattern) : KeyShape;

    internal sealed record SecretText : KeyShape
    {
        public override string InWords => "only out of a placeholder";
    }

    internal sealed record WebAddress : KeyShape
    {
        public override string InWords => "http, https";
    }

    internal sealed record TrueOrFalse : KeyShape
    {
        public override string InWords => "true, false";
    }

    internal sealed record AnyNumber : KeyShape
    {
        public override string InWords => "a number";
    }

    internal sealed record OneValue : KeyShape;

    internal sealed record Anything : KeyShape;

    internal sealed record WholeNumber(int Min, int Max) : KeyShape
    {
        public override string InWords => Max == int.MaxValue ? $"{Min} or more" : $"{Min} to {Max}";
    }

    internal sealed record Time(TimeSpan Min, TimeSpan Max) : KeyShape
    {
        public override string InWords => $"{Durations.Text(Min)} to {Durations.Text(Max)}";
    }

    internal sealed record Words(ImmutableArray<string> All) : KeyShape
    {
        public override string InWords => string.Join(", ", All.Select(word => $"`{word}`"));
    }

    internal sealed record Items(KeyShape Item, bool OrOne) : KeyShape
    {
        public override string InWords => Item.InWords;
    }

    internal sealed record Mapping(string? Name, ImmutableArray<ConfigKey> Keys) : KeyShape;

    internal sealed record ByType(string Name, ImmutableArray<ConfigKey> Shared, ImmutableArray<(string Type, ImmutableArray<ConfigKey> Keys)> Own) : KeyShape
    {
        /// <summary>What the type says of a key holds before what all share.</summary>
        public ImmutableArray<ConfigKey> KeysOf(ImmutableArray<ConfigKey> own) =>
            [.. Shared.Where(shared => own.All(key => key.Name != shared.Name)), .. own];
    }

    internal sealed record NameMap(KeyShape Each) : KeyShape;

    internal sealed record OneOf(ImmutableArray<KeyShape> Shapes) : KeyShape
    {
        public override string InWords => string.Join("; ", Shapes.Select(shape => shape.InWords).Where(words => words.Length > 0));
    }
}
