using Istio.WorkloadApi;
using MeshLens.Core.Identity;
using NetworkAddress = MeshLens.Core.Identity.NetworkAddress;

namespace MeshLens.Xds.Identity;

/// <summary>A service of the workload API as the index knows it.</summary>
internal sealed class ServiceReading(Texts texts)
{
    private const int BitsBeforeV4 = 96;

    public MeshService Read(string resource, Service service) => new()
    {
        Id = texts.One(resource),
        Addresses = Sequence<NetworkAddress>.Of(Addresses(service)),
        Ports = Ports.Of(service.Ports),
        Waypoint = texts.One(GatewayReference.Of(service.Waypoint)),
    };

    // More bits than there are mean one address.
    private static long Prefix(Istio.WorkloadApi.NetworkAddress address, AddressKey key) =>
        address.HasLength ? Math.Min(address.Length + (key.IsV4 ? (long)BitsBeforeV4 : 0), AddressKey.Width) : AddressKey.Width;

    private IEnumerable<NetworkAddress> Addresses(Service service)
    {
        foreach (var address in service.Addresses)
        {
            if (AddressKey.TryRead(address.Address.Span, out var key))
            {
                yield return new(key, texts.One(address.Network), (byte)Prefix(address, key));
            }
        }
    }
}
