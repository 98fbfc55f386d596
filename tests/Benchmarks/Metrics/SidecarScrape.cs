using System.Globalization;
using System.Text;

namespace Benchmarks.Metrics;

/// <summary>What a sidecar with a number of callers and destinations answers: Istio's standard metrics with all their labels, and Envoy's own.</summary>
internal static class SidecarScrape
{
    private static readonly string[] Bounds =
    [
        "0.5", "1", "5", "10", "25", "50", "100", "250", "500", "1000", "2500", "5000", "10000", "30000", "60000", "300000", "600000",
        "1800000", "3600000", "+Inf",
    ];

    private static readonly string[] ClusterCounters =
    [
        "upstream_cx_total", "upstream_cx_connect_fail", "upstream_cx_connect_timeout", "upstream_rq_total", "upstream_rq_timeout",
        "upstream_rq_retry", "upstream_rq_pending_overflow", "membership_healthy", "upstream_cx_active", "circuit_breakers_default_rq_open",
    ];

    public static byte[] Text(int edges, int seed = 3)
    {
        var text = new StringBuilder();
        var random = new Random(seed);
        Counter(text, "istio_requests_total", edges, random, "response_code=\"200\",", "response_code=\"503\",");
        Histogram(text, "istio_request_duration_milliseconds", edges, random);
        Histogram(text, "istio_response_bytes", edges, random);
        Counter(text, "istio_tcp_sent_bytes_total", edges, random, "");
        foreach (var name in ClusterCounters)
        {
            text.Append(CultureInfo.InvariantCulture, $"# TYPE envoy_cluster_{name} counter\n");
            for (var edge = 0; edge < edges; edge++)
            {
                text.Append(CultureInfo.InvariantCulture, $"envoy_cluster_{name}{{cluster_name=\"outbound|8080||service-{edge}.team-{edge % 7}.svc.cluster.local\"}} {random.Next(100_000)}\n");
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Counter(StringBuilder text, string name, int edges, Random random, params string[] first)
    {
        text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} counter\n");
        for (var edge = 0; edge < edges; edge++)
        {
            foreach (var label in first)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}{{{label}{Labels(edge)}}} {random.Next(1_000_000)}\n");
            }
        }
    }

    private static void Histogram(StringBuilder text, string name, int edges, Random random)
    {
        text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} histogram\n");
        for (var edge = 0; edge < edges; edge++)
        {
            var count = 0;
            foreach (var bound in Bounds)
            {
                count += random.Next(1000);
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{response_code=\"200\",{Labels(edge)},le=\"{bound}\"}} {count}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"{name}_sum{{response_code=\"200\",{Labels(edge)}}} {count * 7.25}\n");
            text.Append(CultureInfo.InvariantCulture, $"{name}_count{{response_code=\"200\",{Labels(edge)}}} {count}\n");
        }
    }

    private static string Labels(int edge) => string.Create(
        CultureInfo.InvariantCulture,
        $"reporter=\"source\",source_workload=\"frontend-v2\",source_canonical_service=\"frontend\",source_canonical_revision=\"v2\",source_workload_namespace=\"shop\",source_principal=\"spiffe://cluster.local/ns/shop/sa/frontend\",source_app=\"frontend\",source_version=\"v2\",source_cluster=\"Kubernetes\",destination_workload=\"service-{edge}-v1\",destination_workload_namespace=\"team-{edge % 7}\",destination_principal=\"spiffe://cluster.local/ns/team-{edge % 7}/sa/service-{edge}\",destination_app=\"service-{edge}\",destination_version=\"v1\",destination_service=\"service-{edge}.team-{edge % 7}.svc.cluster.local\",destination_canonical_service=\"service-{edge}\",destination_canonical_revision=\"v1\",destination_service_name=\"service-{edge}\",destination_service_namespace=\"team-{edge % 7}\",destination_cluster=\"Kubernetes\",request_protocol=\"http\",response_flags=\"-\",grpc_response_status=\"\",connection_security_policy=\"unknown\"");
}
