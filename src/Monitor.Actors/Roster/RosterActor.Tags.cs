using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using static Monitor.Actors.Roster.RosterOutcome;

namespace Monitor.Actors.Roster;

/// <content>Tags of many checks at once.</content>
public sealed partial class RosterActor
{
    private RosterReply Tag(ImmutableArray<string> names, TagChange change)
    {
        var fault = names.Length > EntryBatch.Most ? $"checks: {names.Length} at once, more than {EntryBatch.Most}; name fewer" : change.Fault;
        if (fault is not null)
            return new RosterReply(Invalid, fault, []);
        ReadWhatIsNew();
        var board = _around.Loader.ReadBoard();
        var there = BoardFile.Entries(board, names.Select(Find).OfType<CheckDefinition>().Select(check => check.Name));
        var (refused, changed) = (new List<RosterReply>(), new Dictionary<CheckName, string>());
        foreach (var name in names)
            if (OwnedByBoard(name) is { } no)
                refused.Add(no);
            else if (Find(name) is not { } check || !there.TryGetValue(check.Name, out var entry))
                refused.Add(NotFoundReply(name)); // the file has changed, and another one is bad
            else if (!change.TryApply(entry, check.Tags, out var tagged, out var why))
                refused.Add(new RosterReply(Invalid, $"{check.Name} cannot be tagged here: {why}", []));
            else if (tagged != entry)
                changed[check.Name] = tagged;
        if (changed.Count > 0 && SaveTags(board, changed) is { Outcome: not Done } notSaved)
            return notSaved;
        return refused is [var first, ..]
            ? first with { Message = Counted.Partly(names.Length - refused.Count, refused.Count, "tagged", first.Message) }
            : new RosterReply(Done, $"{Counted.Of(names.Length, "check")} tagged", []);
    }

    /// <summary>Read together first: who belongs to a group may depend on the tags of others.</summary>
    private RosterReply SaveTags(SourceText? board, Dictionary<CheckName, string> entries)
    {
        var rest = _config with { Checks = [.. _config.Checks.Where(check => !entries.ContainsKey(check.Name))] };
        var batch = rest.ReadEntries(string.Concat(entries.Values.Select(EntryBatch.Item)), Surroundings());
        if ((batch.Refusal ?? batch.Bad.SelectMany(entry => entry.Problems).FirstOrDefault(problem => problem.Severity == ConfigSeverity.Error)) is { } problem)
            return new RosterReply(Invalid, $"nothing is tagged: {problem.What}", [problem]);
        return Write(BoardFile.PutAll(board, entries), _ => [.. rest.Checks, .. batch.Good.Select(entry => entry.Definition!)], ""); // they are good
    }
}
