namespace MeshLens.Core.Signals;

/// <summary>Why the turns of a connection cannot be told apart. The numbers are the wire's and the kernel's.</summary>
public enum TurnsUnavailable : byte
{
    None = 0,

    /// <summary>Requests overlap: HTTP/2, pipelining, a multiplexing client.</summary>
    Multiplexed = 1,

    /// <summary>The connection left request and response behind: WebSocket, CONNECT, an upgrade.</summary>
    Upgraded = 2,

    /// <summary>Bytes were spliced past the hooks that see reads.</summary>
    Spliced = 3,

    /// <summary>The protocol cannot be read, and the server pushes without being asked, or answers in parts far apart.</summary>
    ServerFirst = 4,

    /// <summary>TLS whose inner protocol may multiplex.</summary>
    TlsMayMultiplex = 5,

    // 6 was for connections with too few turns. They are held back instead, without being marked.
    Other = 7,

    /// <summary>Older than the agent, and never seen between two turns.</summary>
    AdoptedMidway = 8,

    /// <summary>Parts of a request lie far apart in an unknown protocol: they may be several requests.</summary>
    Split = 9,
}
