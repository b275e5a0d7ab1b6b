namespace Json.Path;

/// <summary>A parsed path: where it starts, and the segments to walk from there.</summary>
internal sealed class Query(bool fromRoot, IReadOnlyList<Segment> segments)
{
    public bool FromRoot { get; } = fromRoot;

    public Segment[] Segments { get; } = [.. segments];

    /// <summary>One selector per segment when each can select at most one node; else null.</summary>
    public SingularSelector[]? Steps { get; } = segments.All(segment => segment.IsSingular)
        ? [.. segments.Select(segment => (SingularSelector)segment.Selectors[0])]
        : null;

    public bool IsSingular => Steps is not null;
}

/// <summary>One step of a path: its selectors, applied to a node or to the node and everything below it.</summary>
internal sealed record Segment(bool Descends, Selector[] Selectors)
{
    public bool IsSingular => !Descends && Selectors is [SingularSelector];
}
