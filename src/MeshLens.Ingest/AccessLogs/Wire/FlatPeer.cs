using System.Buffers.Binary;
using System.Text;
using MeshLens.Core.Telemetry;

namespace MeshLens.Ingest.AccessLogs.Wire;

/// <summary>The FlatBuffer in which proxies before Istio 1.24 logged a peer: a table that begins with name, namespace, labels, owner, workload.</summary>
/// <remarks>A table points back to a list of where its fields are; a text is its length and its bytes.</remarks>
internal static class FlatPeer
{
    private const int Name = 0;
    private const int Namespace = 1;
    private const int Workload = 4;

    /// <returns>Null when the bytes are no such table.</returns>
    public static MeshPeer? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8 || BinaryPrimitives.ReadInt32LittleEndian(bytes) is not (>= 4 and var table) || table > bytes.Length - 4)
        {
            return null;
        }

        var (pod, ns, workload) = (Text(bytes, table, Name), Text(bytes, table, Namespace), Text(bytes, table, Workload));
        return ns.Length == 0 || (pod.Length == 0 && workload.Length == 0)
            ? null
            : new(ns, workload.Length > 0 ? workload : PodNames.WorkloadOf(pod), Pod: pod);
    }

    private static string Text(ReadOnlySpan<byte> bytes, int table, int field)
    {
        var list = table - (long)BinaryPrimitives.ReadInt32LittleEndian(bytes[table..]);
        var entry = list + 4 + (2 * field);
        if (list < 0 || entry + 2 > bytes.Length || entry + 2 > list + BinaryPrimitives.ReadUInt16LittleEndian(bytes[(int)list..]))
        {
            return "";
        }

        var offset = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(int)entry..]);
        var place = (long)table + offset;
        if (offset == 0 || place + 4 > bytes.Length)
        {
            return "";
        }

        var text = place + BinaryPrimitives.ReadUInt32LittleEndian(bytes[(int)place..]);
        if (text + 4 > bytes.Length)
        {
            return "";
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(int)text..]);
        return text + 4 + length > bytes.Length ? "" : Encoding.UTF8.GetString(bytes.Slice((int)text + 4, (int)length));
    }
}
