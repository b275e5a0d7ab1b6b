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
        var refused = names.Select(OwnedByBoard).OfType<RosterReply>().ToList();
        CheckDefinition[] ours = [.. names.Where(name => OwnedByBoard(name) is null).Select(Find).OfType<CheckDefinition>().DistinctBy(check => check.Name)];
        var there = BoardFile.Entries(_around.Loader.ReadBoard(), ours.Select(check => check.Name));
        var changed = ImmutableDictionary.CreateBuilder<CheckName, string>();
        foreach (var check in ours)
            if (!there.TryGetValue(check.Name, out var entry))
                refused.Add(NotFoundReply(check.Name.Value)); // the file has changed, and another one is bad
            else if (!change.TryApply(entry, check.Tags, out var tagged, out var why))
                refused.Add(new RosterReply(Invalid, $"{check.Name} cannot be tagged here: {why}", []));
            else if (tagged != entry)
                changed[check.Name] = tagged;
        if (changed.Count > 0 && SaveTags(changed.ToImmutable()) is { Outcome: not Done } notSaved)
            return notSaved;
        return refused is [var first, ..]
            ? first with { Message = Counted.Partly(names.Length - refused.Count, refused.Count, "tagged", first.Message) }
            : new RosterReply(Done, $"{Counted.Of(names.Length, "check")} tagged", []);
    }

    /// <summary>Read together first: who belongs to a group may depend on the tags of others.</summary>
    private RosterReply SaveTags(ImmutableDictionary<CheckName, string> entries)
    {
        var rest = _config with { Checks = [.. _config.Checks.Where(check => !entries.ContainsKey(check.Name))] };
        var batch = rest.ReadEntries(string.Concat(entries.Values.Select(EntryBatch.Item)), Surroundings());
        if ((batch.Refusal ?? batch.Bad.SelectMany(entry => entry.Problems).FirstOrDefault(problem => problem.Severity == ConfigSeverity.Error)) is { } problem)
            return new RosterReply(Invalid, $"nothing is tagged: {problem.Place}: {problem.Fault}; {problem.Fix}", [problem]);
        return Write(BoardFile.PutAll(_around.Loader.ReadBoard(), entries), _ => [.. rest.Checks, .. batch.Good.Select(entry => entry.Definition!)], ""); // they are good
    }
}
