namespace Monitor.Actors.Config;

/// <summary>A value that must not be shown: it prints as dots, also inside records and logs.</summary>
public readonly struct Secret(string value) : IEquatable<Secret>
{
    private readonly string? _value = value;

    public bool IsEmpty => string.IsNullOrEmpty(_value);

    /// <summary>The value itself, for the one call that needs it.</summary>
    public string Reveal() => _value ?? "";

    public bool Equals(Secret other) => Reveal() == other.Reveal();

    public override bool Equals(object? obj) => obj is Secret other && Equals(other);

    public override int GetHashCode() => Reveal().GetHashCode(StringComparison.Ordinal);

    public static bool operator ==(Secret left, Secret right) => left.Equals(right);

    public static bool operator !=(Secret left, Secret right) => !left.Equals(right);

    public override string ToString() => "•••";
}
