using MeshLens.Core.Edges;
using MeshLens.Ingest.Flows;

namespace MeshLens.Ingest.Legs;

/// <summary>Legs by the well-known ports of the proxies; everything else is direct.</summary>
/// <remarks>
/// The application's own socket shows the address it asked for, redirected or not, so only the proxy's end of such a
/// connection betrays it: the mesh inventory is needed to tell the rest.
/// </remarks>
internal sealed class PortLegDetector : ILegDetector
{
    public Leg Detect(FlowDefinition flow) => flow.Port switch
    {
        MeshPorts.SidecarOutbound => Leg.AppToProxy,
        MeshPorts.SidecarInbound or MeshPorts.Hbone => Leg.ProxyToProxy,
        _ => Leg.Direct,
    };
}
