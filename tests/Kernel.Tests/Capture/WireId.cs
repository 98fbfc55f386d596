using MeshLens.Agent.Kernel;

namespace Kernel.Tests;

/// <summary>A connection on the wire: the client's port, which may serve several one after another, and its initial sequence number.</summary>
internal readonly record struct WireId(int Port, uint Sequence)
{
    public static WireId Of(ConnectionEvent told) => new(told.LocalPort, told.Id.ClientIsn);
}
