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

    private IEnumerable<NetworkAddress> Addresses(Service service)
    {
        foreach (var address in service.Addresses)
        {
            if (AddressKey.TryRead(address.Address.Span, out var key))
            {
                var prefix = !address.HasLength ? AddressKey.Width : address.Length + (key.IsV4 ? BitsBeforeV4 : 0u);
                yield return new(key, texts.One(address.Network), (byte)Math.Min(prefix, AddressKey.Width));
            }
        }
    }
}
