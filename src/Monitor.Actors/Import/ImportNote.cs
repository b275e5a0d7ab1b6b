namespace Monitor.Actors.Import;

/// <summary>Something about one place of a foreign configuration that whoever takes it over must know.</summary>
/// <param name="Where">The check and the key, in the words of the file that was read.</param>
/// <param name="What">What did not translate, or what has changed.</param>
/// <param name="Fix">What to do about it; empty when there is nothing to do.</param>
public sealed record ImportNote(ImportNoteKind Kind, string Where, string What, string Fix)
{
    public override string ToString() => Fix.Length > 0 ? $"{Where}: {What}; {Fix}" : $"{Where}: {What}";
}

/// <summary>Whether something is missing from what was taken over.</summary>
public enum ImportNoteKind
{
    /// <summary>It was not taken over, or not wholly.</summary>
    NotTranslated,

    /// <summary>It was taken over in another form, or waits for somebody to set a variable.</summary>
    Changed,
}
