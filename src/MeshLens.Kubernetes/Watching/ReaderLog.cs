using Microsoft.Extensions.Logging;

namespace MeshLens.Kubernetes.Watching;

internal static partial class ReaderLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The API server of {Cluster} no longer knows where the watch of {Kind} was; listing all of them again.")]
    public static partial void Gone(ILogger logger, string kind, string cluster);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No news of {Kind} from the API server of {Cluster}: {Reason}. Trying again; what is known stays and ages.")]
    public static partial void Failed(ILogger logger, string kind, string cluster, string reason);
}
