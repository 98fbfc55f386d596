using MeshLens.Core.Edges;
using MeshLens.Core.Identity;
using MeshLens.Core.Telemetry;

namespace MeshLens.Agent.NodeProxy;

/// <summary>Everything of a record that decides which row it is counted in. The caller's port is not part of it.</summary>
internal readonly record struct HopRowKey(
    AccessReporter Reporter, Leg Leg, AddressKey Caller, SocketName Called, MeshPeer? Source, MeshPeer? Destination, string Service)
{
    public static HopRowKey Of(AccessRecord record) => new(
        record.Reporter, record.Leg, record.DownstreamRemote.Address, record.DownstreamLocal, record.Source, record.Destination, record.DestinationHost);
}
