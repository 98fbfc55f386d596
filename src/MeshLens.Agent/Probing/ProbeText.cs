using System.Net;
using Microsoft.Extensions.Logging;

namespace MeshLens.Agent.Probing;

internal static partial class ProbeText
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Probes of other nodes are answered at {Address}.")]
    public static partial void Answering(ILogger logger, IPEndPoint address);

    [LoggerMessage(Level = LogLevel.Information, Message = "Probing {Count} peers, each every {Period}.")]
    public static partial void Probing(ILogger logger, int count, string period);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Echo requests may not be sent, so nodes without a responder cannot be probed. Grant CAP_NET_RAW, or widen net.ipv4.ping_group_range.")]
    public static partial void NoEcho(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file of nodes was not taken: {Problem}")]
    public static partial void BadNodes(ILogger logger, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Probing ended: {Reason} The agent goes on without it.")]
    public static partial void Ended(ILogger logger, string reason);
}
