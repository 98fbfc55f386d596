using MeshLens.Agent.Options;
using Microsoft.Extensions.Logging;

namespace MeshLens.Agent.Streaming;

internal static partial class ReportLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Reporting to {Server}.")]
    public static partial void Connected(ILogger logger, ServerAddress server);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server {Server} ended the stream; trying again.")]
    public static partial void Ended(ILogger logger, ServerAddress server);

    [LoggerMessage(Level = LogLevel.Error, Message = "The server {Server} refused this agent: {Reason} Trying again later.")]
    public static partial void Refused(ILogger logger, ServerAddress server, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The stream to {Server} broke: {Reason} Trying again; batches wait meanwhile.")]
    public static partial void Broken(ILogger logger, ServerAddress server, string reason);
}
