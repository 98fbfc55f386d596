using MeshLens.Core.Identity;
using MeshLens.Kubernetes.Api;

namespace MeshLens.Kubernetes.Mesh;

/// <summary>Reads what is kept of an endpoint slice; null when it is of no service.</summary>
internal static class SliceReading
{
    public static SliceFacts? Read(EndpointSlice slice)
    {
        var service = slice.Metadata.Label("kubernetes.io/service-name");
        if (service.Length == 0)
        {
            return null;
        }

        var endpoints = (slice.Endpoints ?? []).OfType<SliceEndpoint>().ToList();
        return new(
            ObjectNames.KeyOf(slice.Metadata),
            $"{slice.Metadata.Namespace}/{service}",
            Sequence<NamedPort>.Of(Ports(slice.Ports ?? [])),
            Sequence<string>.Of(endpoints.Where(IsPod).Select(endpoint => $"{PodNamespace(slice, endpoint)}/{endpoint.TargetRef!.Name}").Distinct()),
            Sequence<AddressKey>.Of(endpoints.Where(static endpoint => !IsPod(endpoint)).SelectMany(Addresses).Distinct()));
    }

    private static bool IsPod(SliceEndpoint endpoint) => endpoint.TargetRef is { Kind: "Pod", Name.Length: > 0 };

    private static string PodNamespace(EndpointSlice slice, SliceEndpoint endpoint) =>
        endpoint.TargetRef!.Namespace is { Length: > 0 } space ? space : slice.Metadata.Namespace;

    // A slice of host names has none.
    private static IEnumerable<AddressKey> Addresses(SliceEndpoint endpoint)
    {
        foreach (var text in endpoint.Addresses ?? [])
        {
            if (AddressKey.TryParse(text, out var key))
            {
                yield return key;
            }
        }
    }

    private static IEnumerable<NamedPort> Ports(List<SlicePort?> ports) => ports.OfType<SlicePort>()
        .Where(static port => port.Protocol is null or "TCP" && port.Port is > 0 and <= ushort.MaxValue)
        .Select(static port => new NamedPort(port.Name ?? "", (ushort)port.Port!.Value));
}
