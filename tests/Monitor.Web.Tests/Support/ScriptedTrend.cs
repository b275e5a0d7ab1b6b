using Monitor.Web.Board;
using Monitor.Web.Engine;

namespace Monitor.Web.Tests.Support;

/// <summary>The last day, as a test wants it.</summary>
internal sealed class ScriptedTrend : IFailingTrend
{
    public FailingDay Day { get; set; } = FailingDay.Of([], Some.Noon);

    public Exception? Trouble { get; set; }

    public Task<FailingDay> ReadAsync() => Trouble is null ? Task.FromResult(Day) : Task.FromException<FailingDay>(Trouble);
}
