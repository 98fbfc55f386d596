using System.Text;
using MeshLens.Core.Telemetry;
using MeshLens.Ingest.AccessLogs.Wire;

namespace MeshLens.Ingest.AccessLogs.Logs;

/// <summary>
/// The proxy behind an OTLP <c>Resource</c>: Envoy's own attributes carry its node id, collectors add the pod. Istio has them
/// switched off, so there the records' attributes tell.
/// </summary>
internal static class LogSource
{
    public static AccessLogSender Read(ReadOnlySpan<byte> resource)
    {
        var (node, pod, ns, workload, cluster) = ("", "", "", "", "");
        var reader = new WireReader(resource);
        while (reader.Next())
        {
            if (reader is not { Field: 1, IsNumber: false })
            {
                continue;
            }

            var (name, value) = Pair(reader.Bytes);
            (node, pod, ns, workload, cluster) = name switch
            {
                "node_name" => (value, pod, ns, workload, cluster),
                "k8s.pod.name" => (node, value, ns, workload, cluster),
                "k8s.namespace.name" => (node, pod, value, workload, cluster),
                "k8s.deployment.name" or "k8s.statefulset.name" or "k8s.daemonset.name" => (node, pod, ns, value, cluster),
                "k8s.cluster.name" => (node, pod, ns, workload, value),
                _ => (node, pod, ns, workload, cluster),
            };
        }

        return From(NodeIdentity.Parse(node), pod, ns, workload, cluster);
    }

    private static AccessLogSender From(NodeIdentity? node, string pod, string ns, string workload, string cluster)
    {
        var name = workload.Length > 0 ? workload : pod.Length > 0 ? PodNames.WorkloadOf(pod) : "";
        var self = name.Length > 0 && ns.Length > 0 ? new MeshPeer(ns, name, Cluster: cluster, Pod: pod) : node?.ToPeer();
        return node is null && self is null ? AccessLogSender.Anonymous : new(node, self);
    }

    private static (string Name, string Value) Pair(ReadOnlySpan<byte> pair)
    {
        var (name, text) = ("", "");
        var reader = new WireReader(pair);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                name = Encoding.UTF8.GetString(reader.Bytes);
            }
            else if (reader.Field == 2)
            {
                text = Encoding.UTF8.GetString(new AttributeValue(reader.Bytes).Text);
            }
        }

        return (name, text == "-" ? "" : text);
    }
}
