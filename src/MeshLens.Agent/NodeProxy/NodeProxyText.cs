using Microsoft.Extensions.Logging;

namespace MeshLens.Agent.NodeProxy;

internal static partial class NodeProxyText
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Reading the access log of the node's ambient proxy from {Path}.")]
    public static partial void Reading(ILogger logger, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The access log of the node's ambient proxy is not read any more: {Reason}")]
    public static partial void Stopped(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The node's ambient proxy logs more than is read: {Bytes} bytes were skipped so far.")]
    public static partial void Skipped(ILogger logger, ulong bytes);
}
