using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Monitor.Actors.Tests.Support;

/// <summary>A log that remembers what it was told.</summary>
public sealed class RecordingLog : ILogger
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    /// <summary>The next line, in the order they were written.</summary>
    public Task<string> NextAsync() =>
        _lines.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(1));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Writer.TryWrite(formatter(state, exception));
}
