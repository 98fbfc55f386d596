using MeshLens.Core.Telemetry;

namespace MeshLens.Lab.Proxies.Telemetry;

/// <summary>The labels that one series of a proxy's counters has.</summary>
internal readonly record struct StatKey(
    string Reporter, string SourceWorkload, string SourceNamespace, string DestinationWorkload, string DestinationNamespace, string Service, string ServiceNamespace, int Status, string Flags, string Security)
{
    public static StatKey Of(Hop hop, Sidecars.ProxySelf self)
    {
        var peer = hop.Peer?.ToPeer();
        var cluster = ClusterName.Parse(hop.Cluster);
        var (service, place) = cluster.Service is { } known ? (known.Name, known.Namespace) : hop.IsInbound ? (self.Workload, self.Node.Namespace) : ("unknown", "unknown");
        return hop.IsInbound
            ? new("destination", peer?.Workload ?? "unknown", peer?.Namespace ?? "unknown", self.Workload, self.Node.Namespace, service, place, hop.Status, hop.Flags.ToString(), hop.IsMutualTls ? "mutual_tls" : "none")
            : new("source", self.Workload, self.Node.Namespace, peer?.Workload ?? "unknown", peer?.Namespace ?? "unknown", service, place, hop.Status, hop.Flags.ToString(), "unknown");
    }
}
