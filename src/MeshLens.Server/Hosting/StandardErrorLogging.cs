using Microsoft.Extensions.Logging.Console;

namespace MeshLens.Server.Hosting;

/// <summary>Logs go to standard error, so that results on standard output stay clean.</summary>
internal static class StandardErrorLogging
{
    public static void ToStandardError(this ILoggingBuilder logging) => logging
        .ClearProviders()
        .AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        })
        .AddFilter("Orleans", LogLevel.Warning)
        // On its first round it takes the machine's uptime for a delay.
        .AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error)
        .AddFilter("Microsoft", LogLevel.Warning)
        // An agent's connection that broke is told by ingest, in a sentence.
        .AddFilter("Grpc", LogLevel.Warning)
        .AddFilter("Polly", LogLevel.Warning)
        .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
