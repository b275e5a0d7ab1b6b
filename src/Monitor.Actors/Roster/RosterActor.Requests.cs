using Akka.Actor;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using static Monitor.Actors.Roster.RosterOutcome;

namespace Monitor.Actors.Roster;

/// <summary>What board and API ask for.</summary>
public sealed partial class RosterActor
{
    private RosterReply Validate(string entry, string? replacing)
    {
        var reading = _config.ReadEntry(entry, replacing, Surroundings());
        var outcome = reading.NameTaken is not null ? NameTaken : reading.Definition is null ? Invalid : Done;
        var message = reading.Problems.FirstOrDefault(problem => problem.Severity == ConfigSeverity.Error)?.ToString() ?? "valid";
        return new RosterReply(outcome, message, reading.Problems, reading.Definition);
    }

    private RosterReply Save(string entry, string? replacing)
    {
        var valid = Validate(entry, replacing);
        if (valid is not { Outcome: Done, Definition: { } definition })
            return valid;
        if (replacing is not null && !IsNamed(definition, replacing) && NeededBy(replacing) is { } needed)
            return needed;
        var edit = BoardFile.Put(_around.Loader.ReadBoard(), replacing, entry);
        return Write(edit, checks => [.. checks.Where(check => !IsNamed(check, replacing)), definition], $"{definition.Name} is saved")
            with
        { Definition = definition };
    }

    private RosterReply ValidateAll(string entries)
    {
        var batch = _config.ReadEntries(entries, Surroundings());
        var good = batch.Refusal is null && !batch.Bad.Any();
        return new RosterReply(good ? Done : Invalid, batch.InWords, batch.Refusal is { } refusal ? [refusal] : [.. batch.Entries.SelectMany(entry => entry.Problems)]) { Batch = batch };
    }

    private RosterReply SaveAll(string entries, bool onlyGood)
    {
        var valid = ValidateAll(entries);
        BatchEntry[] good = [.. valid.Batch!.Good]; // it was several
        if (good.Length == 0 || valid.Batch!.Refusal is not null || (valid.Outcome != Done && !onlyGood)) // it was several
            return valid;
        var edit = BoardFile.AddAll(_around.Loader.ReadBoard(), [.. good.Select(entry => entry.Yaml)]);
        return Write(edit, checks => checks.Concat(good.Select(entry => entry.Definition!)), Saved(good.Length)) with { Batch = valid.Batch }; // they are good
    }

    private static string Saved(int count) => $"{Counted.Of(count, "check")} {(count == 1 ? "is" : "are")} saved";

    private ConfigSurroundings Surroundings() => _around.Loader.Surroundings() with { OwnPorts = _around.Network.Rules.OwnPorts };

    private RosterReply Remove(string name)
    {
        if (NeededBy(name) is { } needed)
            return needed;
        var without = Relations.Problems([.. _config.Checks.Where(check => !IsNamed(check, name))]);
        if (without.FirstOrDefault(problem => problem.Severity == ConfigSeverity.Error) is { } broken)
            return new RosterReply(Invalid, $"{name} is still needed: {broken}", without);
        var edit = BoardFile.Remove(_around.Loader.ReadBoard(), name);
        return Write(edit, checks => [.. checks.Where(check => !IsNamed(check, name))], $"{name} is removed");
    }

    /// <summary>Saves first; what is answered as saved is on disk.</summary>
    private RosterReply Write(BoardEdit edit, Func<IEnumerable<CheckDefinition>, IEnumerable<CheckDefinition>> otherwise, string done)
    {
        if ((edit.Problem ?? _around.Loader.SaveBoard(edit.Text!)) is { } problem) // text or problem
            return new RosterReply(NotSaved, problem.ToString(), [problem]);
        var reading = _around.Loader.Load();
        if (!reading.Errors.Any())
        {
            Take(reading, isFirst: false);
        }
        else
        {
            Run(_config with { Checks = [.. otherwise(_config.Checks)] }); // checks.yaml is bad just now, the board is not
            Announce();
        }

        return new RosterReply(Done, done, []);
    }

    private RosterReply GoBack(int number)
    {
        if (_around.Loader.Versions.Find(number) is not { } version)
            return new RosterReply(NotFound, $"there is no version {number} of the configuration", []);
        var way = _around.Loader.GoBackTo(version);
        if (way.Error is { } wrong)
            return new RosterReply(way.IsValid ? NotSaved : Invalid, $"version {number} is not in use: {wrong}", way.Problems);
        var reading = _around.Loader.Load();
        Take(reading, isFirst: false);
        return reading.Errors.FirstOrDefault() is { } error
            ? new RosterReply(Invalid, $"version {number} is written, but not in use: {error}", reading.Problems)
            : new RosterReply(Done, $"version {number} is in use again", way.Problems);
    }

    /// <summary>A check that others depend on stays: without it the configuration would not be valid.</summary>
    private RosterReply? NeededBy(string name)
    {
        var children = _config.Checks.Where(check => check.DependsOn.Any(parent => IsNamed(parent, name))).Select(check => check.Name.Value).ToArray();
        return children.Length == 0 ? null
            : new RosterReply(Invalid, $"{ErrorDetails.Short(name)} is needed: {ErrorDetails.Short(string.Join(", ", children))} depend{(children.Length == 1 ? "s" : "")} on it", []);
    }

    /// <summary>The file is looked at first: it may have been saved a moment ago.</summary>
    private RosterReply Replace(RosterRequest.Replace put)
    {
        if (put.Seen is not null)
            ReadWhatIsNew();
        return OwnedByBoard(put.Name) ?? ChangedMeanwhile(put) ?? Save(put.Entry, put.Name);
    }

    private void ReadWhatIsNew()
    {
        if (_around.Loader.Poll(settled: false) is { } texts)
            Take(_around.Loader.Load(texts), isFirst: false);
    }

    /// <summary>What runs may be older than the file, while another file is bad.</summary>
    private RosterReply? ChangedMeanwhile(RosterRequest.Replace put)
    {
        if (put.Seen is not { } seen || Find(put.Name) is not { } check)
            return null;
        var there = BoardFile.Entry(_around.Loader.ReadBoard(), put.Name, out var isThere) ?? check.Yaml;
        return !isThere ? NotFoundReply(put.Name)
            : there == seen ? null
            : new RosterReply(Changed, $"{check.Name} was changed in {check.Source} meanwhile; nothing is saved", [], check with { Yaml = there });
    }

    private RosterReply? OwnedByBoard(string name) => Find(name) switch
    {
        null => NotFoundReply(name),
        { Source.Origin: CheckOrigin.File } check =>
            new RosterReply(OwnedByFile, $"{name} is defined in {check.Source}; edit it there", []),
        _ => null,
    };

    private RosterReply Run(string name)
    {
        if (Find(name) is not { } check || !_running.TryGetValue(check.Name, out var running))
            return NotFoundReply(name);
        running.Slot.Relay.Tell(RunNow.Instance);
        return new RosterReply(Done, $"{check.Name} runs now", []);
    }

    private void OnRunRounds(RunRounds asked)
    {
        foreach (var name in asked.Names)
            if (_running.TryGetValue(name, out var running))
                running.Slot.Relay.Tell(RunNow.Instance);
    }

    /// <summary>The check answers itself.</summary>
    private void PassOn(string name, object request)
    {
        if (Find(name) is { } check && _running.TryGetValue(check.Name, out var running))
            running.Actor.Forward(request);
        else
            Sender.Tell(NotFoundReply(name));
    }

    private static RosterReply NotFoundReply(string name) => new(NotFound, $"there is no check named {ErrorDetails.Short(name)}", []);
}
