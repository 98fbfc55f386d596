using System.Text;
using MeshLens.Core.Identity;
using MeshLens.Ingest.Tests.Rig;
using MeshLens.Metrics.Text;
using MeshLens.Metrics.Tracking;

namespace MeshLens.Ingest.Tests.Metrics;

/// <summary>A proxy whose metrics are read every ten seconds.</summary>
internal sealed class Proxy(IngestRig rig, MeshWorkload? owner = null, int maximumSeries = 1_000_000)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly TargetSeries _series = new(maximumSeries);

    /// <summary>Shows its metrics after some time, and hands over what they gained.</summary>
    public ScrapeResult Show(string text, double seconds = 10)
    {
        rig.Time.Advance(TimeSpan.FromSeconds(seconds));
        _series.Begin();
        var reader = new MetricsReader(Encoding.UTF8.GetBytes(text), MetricsFormat.Prometheus);
        while (reader.Read())
        {
            _series.Take(reader);
        }

        var result = _series.End(rig.Time.GetUtcNow(), reader.Error is null);
        rig.Metrics.Take(owner, Interval, result);
        return result;
    }

    /// <summary>Istio's labels for a pair of services.</summary>
    public static string Labels(string source = "web", string destination = "cart", string reporter = "source", string cluster = "c") =>
        $"reporter=\"{reporter}\",source_workload=\"{source}\",source_workload_namespace=\"shop\",source_cluster=\"{cluster}\","
        + $"destination_service=\"{destination}.shop.svc.cluster.local\",destination_service_name=\"{destination}\",destination_service_namespace=\"shop\"";

    public static string Requests(int count, string code = "200", string flags = "-", string? labels = null, string grpc = "") =>
        $"istio_requests_total{{{labels ?? Labels()},response_code=\"{code}\",response_flags=\"{flags}\",grpc_response_status=\"{grpc}\"}} {count}\n";
}
