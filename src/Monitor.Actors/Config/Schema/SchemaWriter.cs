using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Monitor.Actors.Config.Schema;

/// <summary>Writes shapes as JSON Schema (draft 2020-12), each mapping that has a name once, under <c>$defs</c>.</summary>
/// <remarks>A key without a value counts as absent, so null will do wherever a key need not be there.</remarks>
internal sealed partial class SchemaWriter
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    /// <summary><c>{NAME}</c> and <c>${NAME}</c> anywhere: what comes in cannot be known.</summary>
    private const string Placeholder = @"\$?\{[A-Z][A-Z0-9_]*\}";

    /// <summary>Without quotes only <c>${NAME}</c> is a text, and in quotes nothing is a number or a flag.</summary>
    private const string PlainPlaceholder = @"\$\{[A-Z][A-Z0-9_]*\}";

    private readonly JsonObject _known = [];

    public JsonObject Whole(KeyShape file)
    {
        var whole = new JsonObject
        {
            ["$schema"] = Dialect,
            ["title"] = "checks.yaml of Monitor",
            ["description"] = "What to watch. Every key is explained in docs/checks-reference.md.",
        };
        foreach (var (name, value) in Of(file).ToList())
            whole[name] = value?.DeepClone();
        whole["patternProperties"] = new JsonObject { ["^x-"] = new JsonObject() }; // a place for anchors
        whole["$defs"] = new JsonObject(_known.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone())));
        return whole;
    }

    private JsonObject Of(KeyShape shape) => shape switch
    {
        KeyShape.TextLike { Pattern: null } => Types("string", "number", "boolean"),
        KeyShape.TextLike text => With(Types("string"), ("pattern", $"^({text.Pattern})$|{Placeholder}")),
        KeyShape.SecretText => With(Types("string"), ("pattern", Placeholder)),
        KeyShape.WebAddress => With(Types("string"), ("pattern", $"^[Hh][Tt][Tt][Pp][Ss]?://.|{Placeholder}")),
        KeyShape.TrueOrFalse => With(Types("boolean", "string"), ("pattern", PlainPlaceholder)),
        KeyShape.AnyNumber => With(Types("number", "string"), ("pattern", PlainPlaceholder)),
        KeyShape.WholeNumber(var min, var max) => Limited(With(Types("integer", "string"), ("pattern", PlainPlaceholder)), min, max == int.MaxValue ? null : max),
        KeyShape.Time(var min, var max) => Limited(
            With(Types("number", "string"), ("pattern", $"{DurationPattern.Of(min, max)}|{Placeholder}")), min.TotalSeconds, max.TotalSeconds),
        KeyShape.Words(var words) => AnyOf([Enum(words), With(Types("string"), ("pattern", Placeholder))]),
        KeyShape.OneValue => Types("string", "number", "boolean", "null"),
        KeyShape.Items(var item, var orOne) => ListOf(Of(item), orOne),
        KeyShape.NameMap(var each) => With(Types("object"), ("additionalProperties", Absentable(Of(each)))),
        KeyShape.OneOf(var shapes) => AnyOf(shapes.Select(Of)),
        KeyShape.Mapping { Name: null } mapping => MapOf(mapping.Keys),
        KeyShape.Mapping mapping => Reference(mapping.Name, () => MapOf(mapping.Keys)),
        KeyShape.ByType kinds => Reference(kinds.Name, () => ByType(kinds)),
        _ => [],
    };

    private JsonObject MapOf(IEnumerable<ConfigKey> keys)
    {
        var all = keys.ToList();
        var map = Types("object");
        map["properties"] = new JsonObject(all.Select(key => KeyValuePair.Create(key.Name, (JsonNode?)Of(key))));
        map["required"] = Texts(all.Where(key => key.Required).Select(key => key.Name));
        map["additionalProperties"] = false;
        return map;
    }

    /// <summary>Until the type is written only the keys that all share are offered; then those of the type too.</summary>
    private JsonObject ByType(KeyShape.ByType kinds)
    {
        var map = Types("object");
        map["properties"] = new JsonObject(kinds.Shared.Select(key => KeyValuePair.Create(key.Name, (JsonNode?)Of(key))));
        map["required"] = Texts(kinds.Shared.Where(key => key.Required).Select(key => key.Name));
        map["allOf"] = new JsonArray([.. kinds.Own.Select(kind => If(kind.Type, Reference($"{kinds.Name}_{kind.Type}", () => Kind(kinds, kind.Keys))))]);
        return map;
    }

    /// <summary>Other keys are refused by one schema that knows all of them, so it repeats those that all share.</summary>
    private JsonObject Kind(KeyShape.ByType kinds, IReadOnlyCollection<ConfigKey> own)
    {
        var map = MapOf(own);
        var properties = map["properties"]!.AsObject(); // MapOf puts it there
        foreach (var shared in kinds.Shared.Where(shared => own.All(key => key.Name != shared.Name)))
            properties[shared.Name] = new JsonObject { ["$ref"] = $"#/$defs/{kinds.Name}/properties/{shared.Name}" };
        return map;
    }

    private JsonObject Of(ConfigKey key)
    {
        var shape = Of(key.Shape);
        if (!key.Required)
            shape = Absentable(shape);
        var described = new JsonObject { ["description"] = Description(key) };
        if (key.Default is { } usual && YamlTree.Read(usual, YamlLimits.Default, new ProblemList("")) is { } value)
            described["default"] = JsonNode.Parse(YamlJson.Element(value).GetRawText());
        foreach (var (name, part) in shape.ToList())
            described[name] = part?.DeepClone();
        return described;
    }

    private static string Description(ConfigKey key)
    {
        var meaning = Link().Replace(key.Meaning, "${text}");
        var range = key.RangeText.Length > 0 ? $" ({key.RangeText})" : "";
        return $"{char.ToUpperInvariant(meaning[0])}{meaning[1..]}{range}. {(key.Required ? "Required" : $"Default: {key.DefaultText}")}.";
    }

    private JsonObject Reference(string name, Func<JsonObject> make)
    {
        if (!_known.ContainsKey(name))
        {
            _known[name] = null; // made only once, also when it contains itself
            _known[name] = make();
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    private static JsonObject Absentable(JsonObject shape)
    {
        if (shape.Count == 0)
            return shape;
        if (shape["type"] is JsonArray types)
        {
            if (types.All(type => type!.GetValue<string>() != "null")) // types are texts
                types.Add("null");
            return shape;
        }

        if (shape["anyOf"] is JsonArray ways)
        {
            ways.Add(Types("null"));
            return shape;
        }

        return AnyOf([shape, Types("null")]);
    }

    private static JsonObject ListOf(JsonObject item, bool orOne)
    {
        var list = With(Types("array"), ("items", item));
        return orOne ? AnyOf([item.DeepClone().AsObject(), list]) : list;
    }

    private static JsonObject AnyOf(IEnumerable<JsonObject> ways) => new() { ["anyOf"] = new JsonArray([.. ways]) };

    private static JsonObject If(string type, JsonObject then) => new()
    {
        ["if"] = new JsonObject
        {
            ["properties"] = new JsonObject { ["type"] = new JsonObject { ["const"] = type } },
            ["required"] = Texts(["type"]),
        },
        ["then"] = then,
    };

    /// <summary>Words that YAML takes for numbers or flags may be written without quotes.</summary>
    private static JsonObject Enum(IReadOnlyList<string> words)
    {
        var values = Texts(words);
        foreach (var word in words)
            if (YamlScalars.Flag(word) is { } flag)
                values.Add(flag);
            else if (YamlScalars.Number(word) is { } number)
                values.Add(JsonNode.Parse(number));
        return new JsonObject { ["enum"] = values };
    }

    private static JsonObject Limited(JsonObject schema, double min, double? max)
    {
        schema["minimum"] = min;
        if (max is not null)
            schema["maximum"] = max;
        return schema;
    }

    private static JsonObject With(JsonObject schema, (string Name, JsonNode Value) more)
    {
        schema[more.Name] = more.Value;
        return schema;
    }

    private static JsonObject Types(params IEnumerable<string> types) => new() { ["type"] = Texts(types) };

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]\([^)]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
