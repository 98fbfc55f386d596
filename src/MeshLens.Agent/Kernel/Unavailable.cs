namespace MeshLens.Agent.Kernel;

/// <summary>Why a connection has no turns (<c>ml_unavailable</c>).</summary>
internal enum Unavailable : byte
{
    /// <summary>It has turns.</summary>
    None = 0,
    /// <summary>Encrypted, and HTTP/2 was offered: what was chosen is hidden.</summary>
    TlsUnknown = 1,
    /// <summary>HTTP/2.</summary>
    Multiplexed = 2,
    /// <summary>HTTP/1.1 101: WebSocket and others.</summary>
    Upgraded = 3,
    /// <summary>Pipelined, or a response that cannot answer this request.</summary>
    Overlapping = 4,
    /// <summary>Bytes left the socket without a read.</summary>
    Spliced = 5,
    /// <summary>Older than the agent and never seen between two turns.</summary>
    AdoptedMidway = 6,
    /// <summary>Unknown protocol, and parts of a request far apart: may be several requests.</summary>
    Split = 7,
    /// <summary>Encrypted or unknown protocol, and the server sends unasked, or answers in parts far apart.</summary>
    Pushed = 8,
}
