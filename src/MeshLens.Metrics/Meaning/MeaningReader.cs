using System.Text;
using MeshLens.Metrics.Text;

namespace MeshLens.Metrics.Meaning;

/// <summary>From a sample's labels to what it is about.</summary>
/// <remarks>
/// <code>
/// istio_requests_total{reporter="source",source_workload="web",source_workload_namespace="shop",destination_service_name="cart",...} 831
/// envoy_cluster_upstream_rq_retry{cluster_name="outbound|8080||cart.shop.svc.cluster.local"} 5
/// </code>
/// Texts that many series repeat are kept once. Needed once per series, so what it allocates does not matter.
/// </remarks>
internal sealed class MeaningReader
{
    private readonly Dictionary<ReportedEdge, ReportedEdge> _edges = [];
    private readonly Dictionary<string, ReportedCluster> _clusters = new(StringComparer.Ordinal);

    /// <summary>Null when the labels do not say what they must.</summary>
    public SeriesMeaning? Read(Measure measure, LabelSet labels)
    {
        var bound = 0d;
        if (measure.IsBucket() && !Numbers.TryReadValue(labels.Find("le"u8), out bound))
        {
            return null;
        }

        if (measure.IsOfEdge())
        {
            var flags = ShortTexts.Of(labels.Find("response_flags"u8));
            return new(
                measure, Shared(EdgeOf(labels)), null, ShortTexts.Of(labels.Find("response_code"u8)), ShortTexts.Of(labels.Find("grpc_response_status"u8)),
                flags.Length > 0 ? flags : "-", bound);
        }

        // Istio tells Envoy to call the label cluster_name; by itself Envoy calls it envoy_cluster_name.
        var cluster = Text(labels, "cluster_name"u8) is { Length: > 0 } name ? name : Text(labels, "envoy_cluster_name"u8);
        return cluster.Length > 0 ? new(measure, null, Shared(cluster), Bound: bound) : null;
    }

    /// <summary>Forgets the texts; series that were read keep theirs.</summary>
    public void Clear()
    {
        _edges.Clear();
        _clusters.Clear();
    }

    private static ReportedEdge EdgeOf(LabelSet labels) => new(
        ReporterOf(labels.Find("reporter"u8)),
        Text(labels, "source_cluster"u8),
        Text(labels, "source_workload_namespace"u8),
        Text(labels, "source_workload"u8),
        Text(labels, "destination_cluster"u8),
        Text(labels, "destination_service_namespace"u8),
        Text(labels, "destination_service_name"u8),
        Text(labels, "destination_workload"u8),
        Text(labels, "request_protocol"u8),
        Text(labels, "destination_service"u8));

    private static Reporter ReporterOf(ReadOnlySpan<byte> written) =>
        written.SequenceEqual("source"u8) ? Reporter.Source
        : written.SequenceEqual("destination"u8) ? Reporter.Destination
        : written.SequenceEqual("waypoint"u8) ? Reporter.Waypoint
        : Reporter.Unknown;

    private ReportedEdge Shared(ReportedEdge edge)
    {
        if (!_edges.TryGetValue(edge, out var known))
        {
            _edges.Add(edge, known = edge);
        }

        return known;
    }

    private ReportedCluster Shared(string name)
    {
        if (!_clusters.TryGetValue(name, out var known))
        {
            _clusters.Add(name, known = ReportedCluster.Of(name));
        }

        return known;
    }

    private static string Text(LabelSet labels, ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(labels.Find(name));
}
