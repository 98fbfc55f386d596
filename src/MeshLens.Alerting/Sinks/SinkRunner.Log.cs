using Microsoft.Extensions.Logging;

namespace MeshLens.Alerting.Sinks;

/// <content>What it says in the log.</content>
internal sealed partial class SinkRunner
{
    [LoggerMessage(LogLevel.Warning, "The alert sink {Sink} ({Address}) cannot be told: {Reason}. It is tried again, at least once a minute.")]
    private partial void LogFailing(string sink, string address, string reason);

    [LoggerMessage(LogLevel.Error, "Telling the alert sink {Sink} failed in a way that was not foreseen.")]
    private partial void LogUnexpected(Exception failure, string sink);

    [LoggerMessage(LogLevel.Information, "The alert sink {Sink} ({Address}) is told again.")]
    private partial void LogRecovered(string sink, string address);

    [LoggerMessage(LogLevel.Warning, "The alert sink {Sink} does not want alert {Alert}: {Reason}. It is not told again.")]
    private partial void LogRefused(string sink, string alert, string reason);
}
