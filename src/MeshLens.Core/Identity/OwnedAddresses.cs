namespace MeshLens.Core.Identity;

/// <summary>The single addresses that an owner claims, each once; networks are not among them.</summary>
internal static class OwnedAddresses
{
    public static IEnumerable<AddressKey> Of(AddressOwner owner) =>
        owner.Workload is { } workload ? workload.Addresses.Distinct()
        : owner.Node is { } node ? node.Addresses.Distinct()
        : owner.Content!.Addresses.Where(static address => address.Prefix == AddressKey.Width).Select(static address => address.Key).Distinct();
}
