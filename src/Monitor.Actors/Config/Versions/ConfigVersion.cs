using System.Collections.Immutable;

namespace Monitor.Actors.Config.Versions;

/// <summary>The files of a configuration as they were when it came into use.</summary>
/// <param name="Number">One more than that of the version before.</param>
/// <param name="Checks">How many it has; null when it was kept because it was refused.</param>
public sealed record ConfigVersion(int Number, DateTimeOffset At, int? Checks, ImmutableArray<KeptText> Texts)
{
    /// <summary>The version that somebody went back to; null when the files were changed otherwise.</summary>
    public int? RevertOf { get; init; }

    public bool HasTextsOf(ConfigVersion other) => Texts.Select(text => (text.File, text.Hash)).SequenceEqual(other.Texts.Select(text => (text.File, text.Hash)));
}

/// <summary>One file of a version.</summary>
/// <param name="File">As problems call it, such as <c>checks.d/shop.yaml</c>.</param>
/// <param name="Hash">SHA-256 of its content, in hexadecimal; the name under which the content is kept.</param>
/// <param name="Size">In bytes.</param>
public sealed record KeptText(string File, ConfigFile Kind, string Hash, int Size)
{
    /// <summary>Whether a file has this content.</summary>
    public bool Holds(SourceText file) => file.Text is { } text && TextHash.Of(text) == Hash;
}

/// <summary>Which part of the configuration a file is.</summary>
public enum ConfigFile
{
    Main,
    Folder,
    Board,
}
