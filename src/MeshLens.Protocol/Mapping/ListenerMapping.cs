using MeshLens.Core.Windows;

namespace MeshLens.Protocol.Mapping;

/// <summary>A reported listening socket as the state an edge keeps.</summary>
public static class ListenerMapping
{
    /// <param name="listener">As the agent reported it.</param>
    /// <param name="endpoint">The replica's address and port, in the form of <see cref="WindowDelta.Endpoint"/>.</param>
    public static ListenerState ToState(this V1.Listener listener, string endpoint) => new()
    {
        Endpoint = endpoint,
        Drops = Plausible.Count(listener.Drops),
        Backlog = listener.Backlog,
        BacklogLimit = listener.BacklogLimit,
        Inode = listener.Inode,
    };
}
