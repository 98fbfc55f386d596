using System.Net;
using System.Net.Sockets;

namespace MeshLens.Agent.Probing;

/// <summary>An address and port as the kernel takes them (struct sockaddr_in, sockaddr_in6).</summary>
internal sealed class RawAddress
{
    private const int PortAt = 2;

    private readonly byte[] _bytes;
    private readonly byte[] _withoutPort;

    public RawAddress(IPAddress address, int port)
    {
        Address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        Port = port;
        var written = new IPEndPoint(Address, port).Serialize();
        _bytes = written.Buffer[..written.Size].ToArray();
        _withoutPort = [.. _bytes];
        _withoutPort.AsSpan(PortAt, sizeof(ushort)).Clear();
    }

    public IPAddress Address { get; }

    public int Port { get; }

    public bool IsV6 => Address.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>AF_INET or AF_INET6, as the kernel numbers them.</summary>
    public int Family => IsV6 ? 10 : 2;

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>For raw sockets, which take a port for a protocol.</summary>
    public ReadOnlySpan<byte> BytesWithoutPort => _withoutPort;
}
