using System.Text;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;

namespace Monitor.Actors.Tests.Support;

/// <summary>What happens at one moment of a story.</summary>
public delegate CheckCommand Step(CheckState state, CheckDefinition definition, DateTimeOffset now);

/// <summary>Given a check, when these things happen to it, then these events follow; one cycle of 30 s a step.</summary>
public sealed class Story
{
    public static readonly TimeSpan Cycle = TimeSpan.FromSeconds(30);

    private readonly List<CheckEvent> _journal = [];
    private readonly RoundCount _count = new();
    private int _told;

    private Story(CheckDefinition definition, DateTimeOffset start) => (Definition, Now) = (definition, start);

    public CheckDefinition Definition { get; private set; }

    public CheckState State { get; private set; } = CheckState.New;

    /// <summary>When the next step happens.</summary>
    public DateTimeOffset Now { get; private set; }

    public IReadOnlyList<CheckEvent> Journal => _journal;

    /// <summary>The rounds that speak against what is settled.</summary>
    public Streak? Streak => _count.Streak;

    /// <summary>A check that was just defined.</summary>
    public static Story Given(CheckDefinition definition, DateTimeOffset? start = null)
    {
        var story = new Story(definition, start ?? Some.T0);
        story.Do((_, _, now) => new CheckCommand.Define(now));
        story._told = story._journal.Count;
        return story;
    }

    public Story When(params Step[] steps)
    {
        foreach (var step in steps)
        {
            Do(step);
            Now += Cycle;
        }

        return this;
    }

    public Story Later(TimeSpan time)
    {
        Now += time;
        return this;
    }

    public Story At(DateTimeOffset time)
    {
        Now = time;
        return this;
    }

    public Story Redefined(CheckDefinition definition)
    {
        Definition = definition;
        return this;
    }

    /// <summary>So much of the time after a start of the monitor is left in which nothing changes.</summary>
    public Story Grace(TimeSpan left)
    {
        _count.GraceLeft = left;
        return this;
    }

    /// <summary>Nothing but the journal and the history survives; what was under way is closed as lost.</summary>
    public Story Restart()
    {
        State = _journal.Select(Stored).Aggregate(CheckState.New, (state, happened) => state.Apply(happened));
        _count.Restart(State, Definition);
        Do((_, _, now) => new CheckCommand.CloseLost(now));
        return this;
    }

    /// <summary>The events since the last <c>Then</c>, their times aside.</summary>
    public Story Then(params CheckEvent[] expected)
    {
        Assert.Equal(expected.Select(Text), _journal.Skip(_told).Select(Text));
        _told = _journal.Count;
        return this;
    }

    public Story ThenNothing() => Then();

    private void Do(Step step)
    {
        foreach (var happened in State.Decide(_count.Add(step(State, Definition, Now), State, Definition), Definition))
        {
            _journal.Add(happened);
            State = State.Apply(happened);
        }
    }

    public static CheckEvent Stored(CheckEvent happened) =>
        EventJson.Read(EventJson.Write(happened), EventManifests.Of(happened));

    private static string Text(CheckEvent happened) =>
        $"{EventManifests.Of(happened)} {Encoding.UTF8.GetString(EventJson.Write(happened with { At = default }))}";
}
