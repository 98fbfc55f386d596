using Microsoft.Extensions.Logging;

namespace MeshLens.Grains.Persistence;

internal sealed partial class FileEdgeStateStore
{
    [LoggerMessage(LogLevel.Information, "Opened {Directory}: {Edges} edges are remembered.")]
    private partial void LogOpened(string directory, int edges);

    [LoggerMessage(LogLevel.Warning,
        "The state file {Path} was read in part, {Edges} edges of it: {Damage}. It was kept beside itself as .damaged.")]
    private partial void LogDamaged(string path, string damage, int edges);

    [LoggerMessage(LogLevel.Warning, "The state file {Path} cannot be read: its edges start without a baseline.")]
    private partial void LogUnreadable(Exception failure, string path);

    [LoggerMessage(LogLevel.Warning,
        "Edge state cannot be saved ({Reason}), so baselines and incidents live in memory only and a restart loses them. "
        + "Free the directory {Directory}, or name another one with --data DIRECTORY.")]
    private partial void LogFailing(string reason, string directory);

    [LoggerMessage(LogLevel.Information, "Edge state is saved in {Directory} again.")]
    private partial void LogRecovered(string directory);
}
