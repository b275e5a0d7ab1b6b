using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Journal;

/// <summary>The state of a check as JSON, for the build that wrote it and for no other.</summary>
internal static class StateJson
{
    /// <summary>As for events, but null is written: it does not always mean what a missing value does.</summary>
    private static readonly JsonSerializerOptions Options = new(EventJson.Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatFollows } },
        Converters = { new OrdinalSet(), new OrdinalMap() },
    };

    public static byte[] Write(CheckState state) => JsonSerializer.SerializeToUtf8Bytes(state, Options);

    /// <exception cref="JsonException">It is none.</exception>
    public static CheckState Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<CheckState>(json, Options) ?? throw new JsonException("it is null");

    /// <summary>What cannot be set is computed from the rest.</summary>
    private static void LeaveOutWhatFollows(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
            if (type.Properties[i].Set is null)
                type.Properties.RemoveAt(i);
    }

    /// <summary>Sets of names are ordered as the state orders them, whatever the machine's language.</summary>
    private sealed class OrdinalSet : JsonConverter<ImmutableSortedSet<string>>
    {
        public override ImmutableSortedSet<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ImmutableSortedSet.Create(StringComparer.Ordinal, JsonSerializer.Deserialize<string[]>(ref reader, options) ?? throw new JsonException("a set is null"));

        public override void Write(Utf8JsonWriter writer, ImmutableSortedSet<string> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize<IEnumerable<string>>(writer, value, options);
    }

    /// <summary>The same for channels and why they wait.</summary>
    private sealed class OrdinalMap : JsonConverter<ImmutableSortedDictionary<string, string?>>
    {
        public override ImmutableSortedDictionary<string, string?> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (JsonSerializer.Deserialize<Dictionary<string, string?>>(ref reader, options) ?? throw new JsonException("a map is null"))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);

        public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, string?> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize<IReadOnlyDictionary<string, string?>>(writer, value, options);
    }
}
