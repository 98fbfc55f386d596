using Istio.WorkloadApi;

namespace MeshLens.Xds.Resources;

/// <summary>Resource names of the ambient workload API: the uid of a workload, namespace/hostname of a service.</summary>
internal static class AddressNames
{
    public static string Of(Address address) => address.TypeCase switch
    {
        Address.TypeOneofCase.Workload => address.Workload.Uid,
        Address.TypeOneofCase.Service => $"{address.Service.Namespace}/{address.Service.Hostname}",
        _ => "",
    };
}
