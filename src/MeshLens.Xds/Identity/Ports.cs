using Istio.WorkloadApi;
using MeshLens.Core.Identity;

namespace MeshLens.Xds.Identity;

/// <summary>Ports of the workload API. One that no port can be is left out.</summary>
internal static class Ports
{
    public static Sequence<ServicePort> Of(IEnumerable<Port> ports) => Sequence<ServicePort>.Of(
        ports.Where(static port => port.ServicePort is > 0 and <= ushort.MaxValue && port.TargetPort <= ushort.MaxValue)
            .Select(static port => new ServicePort((ushort)port.ServicePort, (ushort)port.TargetPort)));
}
