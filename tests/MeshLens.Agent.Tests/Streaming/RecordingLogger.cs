using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace MeshLens.Agent.Tests.Streaming;

internal sealed class RecordingLogger : ILogger
{
    private readonly Channel<string> _sentences = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _told = [];

    public IReadOnlyCollection<string> Told => _told;

    public ValueTask<string> NextAsync() => _sentences.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Keep(formatter(state, exception));

    private void Keep(string sentence)
    {
        _told.Enqueue(sentence);
        _sentences.Writer.TryWrite(sentence);
    }
}
