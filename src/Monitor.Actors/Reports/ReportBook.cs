using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Reports;

/// <summary>Where reports are looked up: the roster says which are wanted, one actor which there are; everybody reads.</summary>
/// <remarks>Thread-safe; nobody asks an actor, so none can hold up another.</remarks>
public sealed class ReportBook(DateTimeOffset since)
{
    private volatile ReportList? _list;
    private volatile ReportWishes? _wanted;
    private volatile ImmutableHashSet<string> _making = [];

    /// <summary>When the monitor started.</summary>
    public DateTimeOffset Since => since;

    /// <summary>Null until the journal was read.</summary>
    public ReportList? Current => _list;

    /// <summary>Null until a configuration runs.</summary>
    public ReportWishes? Wanted => _wanted;

    /// <summary>The names of those that are being made.</summary>
    public ImmutableHashSet<string> Making => _making;

    internal void Publish(ReportList list, ImmutableHashSet<string> making) => (_list, _making) = (list, making);

    public void Follow(ReportWishes wanted) => _wanted = wanted;
}

/// <summary>The reports that a configuration asks for, and the checks that there are.</summary>
public sealed record ReportWishes(ImmutableArray<ReportDefinition> Reports, ImmutableArray<CheckDefinition> Checks)
{
    public static ReportWishes None { get; } = new([], []);

    public ReportDefinition? Find(string name) => Reports.FirstOrDefault(report => report.IsNamed(name));

    /// <summary>The checks that a report is about.</summary>
    public ImmutableArray<CheckDefinition> Of(ReportDefinition report) =>
        report.Match.IsAll ? Checks : [.. Checks.Where(report.Match.Concerns)];
}
