namespace Monitor.Actors.Config.Schema;

/// <summary>With what a form lets a key be filled in.</summary>
public enum FieldKind
{
    Text,

    /// <summary>A text that has a placeholder in it.</summary>
    Secret,
    Number,
    Duration,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>Yes, no, or not said.</summary>
    Flag,

    /// <summary>Several texts, or one.</summary>
    Texts,

    /// <summary>Several of a few words.</summary>
    Choices,

    /// <summary>A few keys of its own, each of them simple.</summary>
    Group,

    /// <summary>Too rich for a form: YAML.</summary>
    Yaml,
}
