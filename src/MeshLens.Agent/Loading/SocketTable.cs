using System.Numerics;
using LibBpfSharp;

namespace MeshLens.Agent.Loading;

/// <summary>
/// The table of watched sockets: sets of eight slots, chosen by the socket's place in memory. It is made once, before the load; a socket whose
/// set is full is not watched, and counted. Sets fill unevenly: half full, the table turns away about one socket in a hundred.
/// </summary>
internal static class SocketTable
{
    public const int DefaultConnections = 65_536;

    private const int Ways = 8;

    /// <summary>Slots for at least so many connection ends; a power of two of sets.</summary>
    public static void Resize(BpfObject unloaded, int connections)
    {
        var sets = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, (connections + Ways - 1) / Ways));
        unloaded.Maps["owners"].MaxEntries = sets;
        unloaded.Maps["sockets"].MaxEntries = sets * Ways;
        unloaded.Globals.Set("set_bits", (uint)BitOperations.Log2((uint)sets));
    }
}
