using System.Buffers;
using System.Text.Json;

namespace Monitor.Actors.Config;

/// <summary>YAML nodes as JSON, keeping types and the digits of numbers.</summary>
internal static class YamlJson
{
    public static JsonElement Element(YamlNode node)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
            Write(json, node, sorted: false);
        var reader = new Utf8JsonReader(bytes.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>Recursion is safe: <see cref="YamlTree"/> refuses deep nesting.</summary>
    /// <param name="sorted">Keys in ordinal order, so that equal content gives equal text.</param>
    public static void Write(Utf8JsonWriter json, YamlNode node, bool sorted)
    {
        switch (node)
        {
            case YamlScalar scalar:
                YamlScalars.Write(json, scalar);
                break;
            case YamlList list:
                json.WriteStartArray();
                foreach (var item in list.Items)
                    Write(json, item, sorted);
                json.WriteEndArray();
                break;
            case YamlMap map:
                WriteMap(json, map, sorted);
                break;
        }
    }

    private static void WriteMap(Utf8JsonWriter json, YamlMap map, bool sorted)
    {
        json.WriteStartObject();
        foreach (var entry in sorted ? map.Entries.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key)) : map.Entries)
        {
            json.WritePropertyName(entry.Key);
            Write(json, entry.Value, sorted);
        }

        json.WriteEndObject();
    }
}
