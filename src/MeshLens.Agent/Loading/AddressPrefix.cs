using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using MeshLens.Agent.Kernel;

namespace MeshLens.Agent.Loading;

/// <summary>Key of the map watched_addresses: a longest-prefix-match key over IPv6, IPv4 as ::ffff:a.b.c.d.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AddressPrefix
{
    private const int MappedBits = 96;

    public uint Bits;
    public AddressBytes Address;

    public static AddressPrefix Of(IPNetwork network)
    {
        var isV4 = network.BaseAddress.AddressFamily == AddressFamily.InterNetwork;
        var prefix = new AddressPrefix { Bits = (uint)(network.PrefixLength + (isV4 ? MappedBits : 0)) };
        network.BaseAddress.MapToIPv6().TryWriteBytes(prefix.Address, out _);
        return prefix;
    }
}
