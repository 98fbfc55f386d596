using System.Net;

namespace MeshLens.Agent.Listeners;

/// <summary>One listening TCP socket as it was at one look. Sockets that share a port by SO_REUSEPORT are apart.</summary>
/// <param name="NamespaceInode">Network namespace as <c>/proc/PID/ns/net</c> shows it.</param>
/// <param name="NamespaceCookie">The same as kernel events name it; 0 where it could not be learned.</param>
/// <param name="Address">Local address; the unspecified one listens on all.</param>
/// <param name="Port">Local port.</param>
/// <param name="Inode">Inode of the socket, as <c>/proc/PID/fd</c> shows it.</param>
/// <param name="Cookie">Cookie of the socket; 0 where it could not be learned.</param>
/// <param name="UserId">Owner.</param>
/// <param name="Drops">SYNs and final ACKs turned away since the socket was made, wraps at 2^32; null where it could not be learned.</param>
/// <param name="Backlog">Connections waiting to be accepted now.</param>
/// <param name="BacklogLimit">How many may wait (one more fits); null where it could not be learned.</param>
internal sealed record ListeningSocket(
    ulong NamespaceInode,
    ulong NamespaceCookie,
    IPAddress Address,
    ushort Port,
    ulong Inode,
    ulong Cookie,
    uint UserId,
    uint? Drops,
    uint Backlog,
    uint? BacklogLimit);
