namespace MeshLens.Tracing.Edges;

/// <summary>What a span or its resource may say about the two ends of a request. The old names are told apart from the new ones, which count first.</summary>
internal enum Fact : byte
{
    None,

    // Of spans.
    ServerAddress,
    ServerPort,
    ClientAddress,
    ClientPort,
    PeerAddress,
    PeerPort,
    LocalAddress,
    LocalPort,
    PeerService,
    OldPeerName,
    OldPeerPort,
    OldHostName,
    OldHostPort,
    OldSocketPeerAddress,
    OldSocketPeerPort,
    OldSocketHostAddress,
    OldSocketHostPort,

    // Of resources.
    ServiceName,
    ServiceNamespace,
    Namespace,
    Deployment,
    StatefulSet,
    DaemonSet,
    CronJob,
    Job,
    Pod,
    PodAddress,
    Cluster,
    Host,
    Executable,

    /// <summary>It went through MeshLens already.</summary>
    Annotated,
}
