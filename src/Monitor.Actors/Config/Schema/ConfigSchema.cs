using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Config.Schema;

/// <summary>Says what checks.yaml may hold: as a JSON Schema for editors, and key by key.</summary>
public static class ConfigSchema
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // the text is never part of a page
    };

    /// <summary>The JSON Schema of the whole file, with the check and remedy types that there are.</summary>
    public static string Text(CheckTypes types) => new SchemaWriter().Whole(KeyShape.Section(ConfigReader.Keys(types))).ToJsonString(Indented) + "\n";

    /// <summary>Every key that a check of the type may hold, those that all checks share first.</summary>
    public static ImmutableArray<ConfigKey> KeysOf(ICheckType type, CheckTypes types) =>
        ((KeyShape.ByType)EntryReader.Shape(types)).KeysOf(type.Keys);

    /// <summary>The keys that a check of any type may hold.</summary>
    public static ImmutableArray<ConfigKey> SharedKeys(CheckTypes types) => EntryReader.Keys(types);
}
