using Orleans;

namespace MeshLens.Core.Windows;

/// <summary>A listening port of a replica in a window; SO_REUSEPORT sockets of one port are given apart.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.listener-state")]
public sealed record ListenerState
{
    /// <summary>Address and port.</summary>
    [Id(0)] public string Endpoint { get; set; } = "";

    /// <summary>Connections and SYNs dropped because the accept queue was full, in this window.</summary>
    [Id(1)] public ulong Drops { get; set; }

    /// <summary>The longest accept queue seen, and the longest allowed.</summary>
    [Id(2)] public uint Backlog { get; set; }
    [Id(3)] public uint BacklogLimit { get; set; }

    /// <summary>The socket, to tell SO_REUSEPORT siblings apart.</summary>
    [Id(4)] public ulong Inode { get; set; }
}
