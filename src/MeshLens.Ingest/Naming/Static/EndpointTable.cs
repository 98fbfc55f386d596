using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace MeshLens.Ingest.Naming.Static;

/// <summary>Endpoints by longest prefix, then by port: one dictionary look-up per prefix length in use.</summary>
internal sealed class EndpointTable
{
    private readonly Dictionary<Key, EndpointEntry> _entries = [];
    private readonly Dictionary<IPAddress, List<EndpointEntry>> _ports = [];
    private readonly SortedSet<int> _prefixesV4 = new(LongestFirst.Instance);
    private readonly SortedSet<int> _prefixesV6 = new(LongestFirst.Instance);

    public static EndpointTable Empty { get; } = new();

    public int Count => _entries.Count;

    /// <summary>False when the same network and port is there already.</summary>
    public bool TryAdd(EndpointEntry entry)
    {
        var prefix = entry.Network.PrefixLength;
        var address = entry.Network.BaseAddress;
        if (!_entries.TryAdd(KeyOf(address, prefix, entry.Port), entry))
        {
            return false;
        }

        PrefixesOf(address).Add(prefix);
        if (entry.Port != 0 && prefix == BitsOf(address))
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(_ports, address, out _) ??= []).Add(entry);
        }

        return true;
    }

    /// <summary>The entry for an address; with a port of zero only entries without one.</summary>
    public EndpointEntry? Find(IPAddress address, int port)
    {
        foreach (var prefix in PrefixesOf(address))
        {
            if ((port != 0 && _entries.TryGetValue(KeyOf(address, prefix, port), out var entry))
                || _entries.TryGetValue(KeyOf(address, prefix, 0), out entry))
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>The entries of this very address that name a port.</summary>
    public IReadOnlyList<EndpointEntry> PortsOf(IPAddress address) => _ports.GetValueOrDefault(address) ?? [];

    /// <summary>The lowest address that names a port and goes by this name.</summary>
    public IPEndPoint? FindByName(string name, int port) => _ports
        .SelectMany(static entry => entry.Value)
        .Where(entry => (port == 0 || entry.Port == port) && (entry.Party.Name == name || $"{entry.Party.Name}.{entry.Party.Namespace}" == name))
        .Select(static entry => new IPEndPoint(entry.Network.BaseAddress, entry.Port))
        .MinBy(static endpoint => endpoint.ToString(), StringComparer.Ordinal);

    private SortedSet<int> PrefixesOf(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? _prefixesV4 : _prefixesV6;

    private static int BitsOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    private static Key KeyOf(IPAddress address, int prefix, int port)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        address.TryWriteBytes(bytes, out var written);
        var mask = prefix == 0 ? UInt128.Zero : UInt128.MaxValue << (128 - prefix);
        return new(BinaryPrimitives.ReadUInt128BigEndian(bytes) & mask, (byte)written, (byte)prefix, port);
    }

    private readonly record struct Key(UInt128 Network, byte AddressBytes, byte Prefix, int Port);

    private sealed class LongestFirst : IComparer<int>
    {
        public static LongestFirst Instance { get; } = new();

        public int Compare(int x, int y) => y.CompareTo(x);
    }
}
