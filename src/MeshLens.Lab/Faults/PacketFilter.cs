using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MeshLens.Lab.Mesh;
using MeshLens.Lab.Namespaces;

namespace MeshLens.Lab.Faults;

/// <summary>Tables of nftables rules at the door of one namespace, one for each fault. Dropping what comes in looks to both ends like a loss on the
/// way; dropping what goes out would make the sender's own call fail.</summary>
internal static class PacketFilter
{
    private static int _tables;

    /// <summary>Adds the rule to what <paramref name="at"/> receives from <paramref name="from"/>, both address families.</summary>
    public static void Add(Undo undo, NetworkNamespace at, Instance from, string rule)
    {
        var table = $"inet lab{Interlocked.Increment(ref _tables)}";
        at.Nft([
            $"add table {table}",
            $"add chain {table} in {{ type filter hook input priority 0; }}",
            $"add rule {table} in {From(from.V4)} {rule}",
            $"add rule {table} in {From(from.V6)} {rule}",
        ]);
        undo.Add(() => at.Nft($"delete table {table}"));
    }

    /// <summary>The condition that is true for this share of the packets, drawn for each.</summary>
    public static string Share(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"numgen random mod 10000 < {(int)Math.Round(share * 10000)}");

    private static string From(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? $"ip saddr {address}" : $"ip6 saddr {address}";
}
