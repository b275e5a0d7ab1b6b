using Microsoft.Extensions.Time.Testing;

namespace Monitor.Actors.Tests.Support;

/// <summary>A clock of a test's own whose wall time can jump while the monotonic time goes on.</summary>
public sealed class JumpingTime() : FakeTimeProvider(Some.T0)
{
    public TimeSpan Jump { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Jump;

    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}
