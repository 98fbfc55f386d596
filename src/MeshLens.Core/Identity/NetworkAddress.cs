namespace MeshLens.Core.Identity;

/// <summary>An address of a service, or a whole network of them.</summary>
/// <param name="Key">The address; of a network, its first.</param>
/// <param name="Network">The network in which it means something; empty for the default one.</param>
/// <param name="Prefix">Bits that count, of the IPv6 form: <see cref="AddressKey.Width"/> is one address.</param>
public readonly record struct NetworkAddress(AddressKey Key, string Network = "", byte Prefix = AddressKey.Width);
