using Microsoft.Extensions.Logging;

namespace MeshLens.Xds.Streaming;

internal static partial class AdsLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The control plane at {Address} serves the mesh's configuration ({ControlPlane}).")]
    public static partial void Live(ILogger logger, Uri address, string controlPlane);

    [LoggerMessage(Level = LogLevel.Information, Message = "The control plane at {Address} closed the stream ({Reason}); connecting again.")]
    public static partial void Closed(ILogger logger, Uri address, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The control plane at {Address} does not serve MeshLens: {Reason}. Trying again.")]
    public static partial void Refused(ILogger logger, Uri address, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No configuration from the control plane at {Address}: {Reason}. Trying again; what is known stays and ages.")]
    public static partial void Broken(ILogger logger, Uri address, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The control plane served a resource that MeshLens rejected: {Rejection}.")]
    public static partial void Rejected(ILogger logger, string rejection);
}
