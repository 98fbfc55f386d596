using System.Globalization;
using Microsoft.Extensions.Logging;

namespace MeshLens.Agent.Logging;

/// <summary>Writes each log entry as one line on standard error: time, level when it matters, sentence.</summary>
internal sealed class StandardError(TextWriter writer, TimeProvider time) : ILogger
{
    private readonly Lock _gate = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var level = logLevel switch
        {
            LogLevel.Information => "",
            LogLevel.Warning => "Warning: ",
            _ => "Error: ",
        };
        var now = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        lock (_gate)
        {
            writer.WriteLine($"{now} {level}{formatter(state, exception)}");
        }
    }
}
