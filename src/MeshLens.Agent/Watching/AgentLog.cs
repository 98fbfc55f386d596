using MeshLens.Agent.Options;
using Microsoft.Extensions.Logging;

namespace MeshLens.Agent.Watching;

internal static partial class AgentLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Watching with {Programs} programs in the kernel; reports go to {Server}.")]
    public static partial void Watching(ILogger logger, int programs, ServerAddress server);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason} {Fix}")]
    public static partial void Lost(ILogger logger, string reason, string fix);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason} {Fix}")]
    public static partial void CannotWatch(ILogger logger, string reason, string fix);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} network namespaces could not be entered: connections there that are older than this agent are not watched.")]
    public static partial void NamespacesRefused(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The kernel's table of {Room} connection ends has no room: {Count} were not watched so far. Give it more with --max-connections, or watch less.")]
    public static partial void NoRoomForConnections(ILogger logger, ulong count, int room);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The kernel's table of {Room} flows has no room: {Count} connection ends were not watched so far. Give it more with --max-flows, or watch less.")]
    public static partial void NoRoomForFlows(ILogger logger, ulong count, int room);

    [LoggerMessage(Level = LogLevel.Warning, Message = "There are too many listening sockets: {Count} looks at one were left out so far, so drops there are not seen. Watch less with --netns or --port.")]
    public static partial void ListenersShed(ILogger logger, ulong count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watched processes have too many threads: {Count} looks at one were left out so far, so a starved or throttled process may not be recognised. Watch less with --cgroup, --netns or --port.")]
    public static partial void PressuresShed(ILogger logger, ulong count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} times a network namespace could not be entered to read its listening sockets: their limits, and mostly their drops, are not known there. Grant CAP_SYS_ADMIN.")]
    public static partial void ListenersFromOutside(ILogger logger, ulong count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopped; {Left} batches could not be delivered.")]
    public static partial void Stopped(ILogger logger, int left);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The process that started this agent has ended, and so does the agent.")]
    public static partial void Orphaned(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} connects came too fast to be listed.")]
    public static partial void ConnectsLost(ILogger logger, ulong count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Sentence}")]
    public static partial void Ended(ILogger logger, string sentence);
}
