namespace MeshLens.Ingest;

/// <summary>What was left out that is no row of a batch: evidence, joins and names. Always counted.</summary>
internal enum Omission : byte
{
    /// <summary>A listener, a pressure, a name server, a connection or a note of losses: too many windows wait to be handed over.</summary>
    PendingLimit,

    /// <summary>The other end of a flow that has so many other ends already that one more tells nothing.</summary>
    PeerLimit,

    /// <summary>An edge that shares a flow with so many others that its part of it is not attributed.</summary>
    SharedEdgeLimit,

    /// <summary>A process, listener or address of a node that named too many: all were forgotten and are learned again.</summary>
    NodeLimit,
}
