using System.Collections.Immutable;

namespace Monitor.Actors.Checks.Groups;

/// <summary>Of whom a group is made: the checks that are named, and all others that carry one of the tags.</summary>
/// <param name="AtLeast">So many must be OK; null when the worst decides.</param>
public sealed record GroupMembers(ImmutableArray<CheckName> Names, ImmutableArray<string> Tags, int? AtLeast)
{
    /// <summary>True when a check is a member because of its tags.</summary>
    public bool HasTagOf(ImmutableArray<string> tags) =>
        tags.Any(tag => Tags.Contains(tag, StringComparer.OrdinalIgnoreCase));
}
