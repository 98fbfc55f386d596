using System.Net;
using MeshLens.Core.Edges;
using MeshLens.Core.Identity;
using MeshLens.Ingest.Flows;

namespace MeshLens.Ingest.Legs;

/// <summary>Legs by the well-known ports of the proxies, by what the other end shows, and by whose processes are at both; everything else is direct.</summary>
/// <remarks>
/// An application's own socket shows the address it asked for, redirected or not, so only the proxy's end of such a connection
/// betrays it: that end's port is the port of both. Where neither has one, a proxy's process is known by its name: what it does
/// within its pod is the hop to the application, and everything else the wire.
/// </remarks>
internal sealed class MeshLegDetector(IdentityIndex mesh) : ILegDetector
{
    /// <summary>The source of what a sidecar hands to its own application.</summary>
    private static readonly IPAddress SidecarInboundSource = new([127, 0, 0, 6]);

    public Leg Detect(Flow flow)
    {
        var peers = flow.Peers();
        if (OfPort(flow) is { } own)
        {
            return own;
        }

        foreach (var peer in peers)
        {
            if (OfPort(peer) is { } told)
            {
                return told;
            }
        }

        return OfProcesses(flow, peers);
    }

    private Leg? OfPort(Flow flow) => flow.Definition.Port switch
    {
        MeshPorts.SidecarOutbound => Leg.AppToProxy,
        MeshPorts.SidecarInbound => Leg.ProxyToProxy,
        MeshPorts.Hbone => IsWaypoint(flow) ? Leg.ToWaypoint : Leg.ProxyToProxy,
        _ => null,
    };

    private bool IsWaypoint(Flow flow)
    {
        var definition = flow.Definition;
        var address = flow.End == End.Client ? definition.Remote : definition.Local;
        return mesh.Resolve(new() { Key = AddressKey.Of(address), Port = definition.Port, Cluster = flow.Node.Cluster, Node = flow.Node.Node })
            is { Role: WorkloadRole.Waypoint };
    }

    private static Leg OfProcesses(Flow flow, Flow[] peers)
    {
        var definition = flow.Definition;
        var (own, other) = (MeshProxies.IsOne(definition.Process), peers.Any(peer => MeshProxies.IsOne(peer.Definition.Process)));
        return (flow.End, own, other) switch
        {
            (End.Client, true, _) => StaysInPod(flow, peers) ? Leg.ProxyToApp : Leg.ProxyToProxy,
            (End.Client, false, true) => StaysInPod(flow, peers) ? Leg.AppToProxy : Leg.Direct,
            (End.Server, false, true) => StaysInPod(flow, peers) ? Leg.ProxyToApp : Leg.ProxyToProxy,
            (End.Server, true, true) => Leg.ProxyToProxy,
            (End.Server, false, false) when definition.Remote.Equals(SidecarInboundSource) => Leg.ProxyToApp,
            _ => Leg.Direct,
        };
    }

    private static bool StaysInPod(Flow flow, Flow[] peers)
    {
        var definition = flow.Definition;
        return IPAddress.IsLoopback(definition.Remote)
            || (definition.NetworkNamespace != 0
                && (definition.PeerPid != 0 ? definition.PeerNetworkNamespace == definition.NetworkNamespace
                    : peers.Any(peer => peer.Node == flow.Node && peer.Definition.NetworkNamespace == definition.NetworkNamespace)));
    }
}
