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

    /// <summary>The server spoke first, or pushes without being asked.</summary>
    ServerFirst = 4,

    /// <summary>TLS whose inner protocol may multiplex.</summary>
    TlsMayMultiplex = 5,

    /// <summary>Not enough turns yet to trust the connection's rhythm.</summary>
    Unproven = 6,
    Other = 7,

    /// <summary>Older than the agent, and never seen between two turns.</summary>
    AdoptedMidway = 8,

    /// <summary>Parts of a request lie far apart in an unknown protocol: they may be several requests.</summary>
    Split = 9,
}
