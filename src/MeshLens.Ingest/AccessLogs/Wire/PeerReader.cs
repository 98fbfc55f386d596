using System.Text;
using MeshLens.Core.Telemetry;

namespace MeshLens.Ingest.AccessLogs.Wire;

/// <summary>Who a peer is, from the filter state that Istio's proxies log: a Struct in new ones, a FlatBuffer in those before 1.24.</summary>
internal static class PeerReader
{
    private const string NewForm = "type.googleapis.com/google.protobuf.Struct";
    private const string Bytes = "type.googleapis.com/google.protobuf.BytesValue";

    /// <param name="any">A <c>google.protobuf.Any</c>.</param>
    /// <returns>Null when it is none of the known forms.</returns>
    public static MeshPeer? Read(ReadOnlySpan<byte> any)
    {
        ReadOnlySpan<byte> type = default, value = default;
        var reader = new WireReader(any);
        while (reader.Next())
        {
            type = reader.Field == 1 ? reader.Bytes : type;
            value = reader.Field == 2 ? reader.Bytes : value;
        }

        return Is(type, NewForm) ? ReadStruct(value) : Is(type, Bytes) ? ReadWrapped(value) : null;
    }

    // Istio packs the Struct's bytes into the Any once more as bytes, in some versions.
    private static MeshPeer? ReadWrapped(ReadOnlySpan<byte> value)
    {
        var reader = new WireReader(value);
        return reader.Next() && reader.Field == 1 ? FlatPeer.Read(reader.Bytes) ?? ReadStruct(reader.Bytes) : null;
    }

    /// <summary>Reads a <c>google.protobuf.Struct</c>.</summary>
    public static MeshPeer? ReadStruct(ReadOnlySpan<byte> message)
    {
        var (ns, workload, service, cluster, pod) = ("", "", "", "", "");
        var fields = new WireReader(message);
        while (fields.Next())
        {
            var (key, value) = Entry(fields.Bytes);
            (ns, workload, service, cluster, pod) = key switch
            {
                "namespace" or "NAMESPACE" => (value, workload, service, cluster, pod),
                "workload" or "WORKLOAD_NAME" => (ns, value, service, cluster, pod),
                "service" => (ns, workload, value, cluster, pod),
                "cluster" or "CLUSTER_ID" => (ns, workload, service, value, pod),
                "name" or "NAME" => (ns, workload, service, cluster, value),
                _ => (ns, workload, service, cluster, pod),
            };
        }

        return fields.IsBroken || (ns.Length == 0 && workload.Length == 0 && pod.Length == 0)
            ? null
            : new(ns, workload.Length > 0 ? workload : PodNames.WorkloadOf(pod), service, cluster, pod);
    }

    private static (string Key, string Value) Entry(ReadOnlySpan<byte> entry)
    {
        var (key, text) = ("", "");
        var reader = new WireReader(entry);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                key = Encoding.UTF8.GetString(reader.Bytes);
            }
            else if (reader.Field == 2)
            {
                var value = new WireReader(reader.Bytes);
                text = value.Next() && value.Field == 3 ? Encoding.UTF8.GetString(value.Bytes) : "";
            }
        }

        return (key, text);
    }

    private static bool Is(ReadOnlySpan<byte> type, string expected) =>
        type.Length == expected.Length && Encoding.ASCII.GetString(type) == expected;
}
