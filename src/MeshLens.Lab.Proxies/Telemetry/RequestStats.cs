using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace MeshLens.Lab.Proxies.Telemetry;

/// <summary>Istio's standard metrics of one proxy, since it began.</summary>
internal sealed class RequestStats(Sidecars.ProxySelf self)
{
    private static readonly double[] Bounds = [0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000];

    private readonly Lock _gate = new();
    private readonly Dictionary<StatKey, Series> _series = [];

    public void Add(Hop hop)
    {
        var key = StatKey.Of(hop, self);
        lock (_gate)
        {
            if (!_series.TryGetValue(key, out var series))
            {
                _series[key] = series = new();
            }

            series.Add(Stopwatch.GetElapsedTime(hop.Began, hop.Ended).TotalMilliseconds);
        }
    }

    /// <summary>As <c>/stats/prometheus</c> shows it.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        lock (_gate)
        {
            text.Append("# TYPE istio_requests_total counter\n");
            foreach (var (key, series) in _series)
            {
                text.Append(CultureInfo.InvariantCulture, $"istio_requests_total{{{Labels(key)}}} {series.Count}\n");
            }

            text.Append("# TYPE istio_request_duration_milliseconds histogram\n");
            foreach (var (key, series) in _series)
            {
                series.Write(text, Labels(key));
            }
        }

        return text.ToString();
    }

    private static string Labels(StatKey key) => string.Create(
        CultureInfo.InvariantCulture,
        $"reporter=\"{key.Reporter}\",source_workload=\"{key.SourceWorkload}\",source_workload_namespace=\"{key.SourceNamespace}\",destination_workload=\"{key.DestinationWorkload}\",destination_workload_namespace=\"{key.DestinationNamespace}\",destination_service=\"{key.Service}.{key.ServiceNamespace}.svc.cluster.local\",destination_service_name=\"{key.Service}\",destination_service_namespace=\"{key.ServiceNamespace}\",source_cluster=\"{Sidecars.Localities.Cluster}\",destination_cluster=\"{Sidecars.Localities.Cluster}\",request_protocol=\"http\",response_code=\"{key.Status}\",response_flags=\"{key.Flags}\",connection_security_policy=\"{key.Security}\"");

    private sealed class Series
    {
        private readonly long[] _buckets = new long[Bounds.Length];
        private double _sum;

        public long Count { get; private set; }

        public void Add(double milliseconds)
        {
            Count++;
            _sum += milliseconds;
            for (var i = 0; i < Bounds.Length; i++)
            {
                _buckets[i] += milliseconds <= Bounds[i] ? 1 : 0;
            }
        }

        public void Write(StringBuilder text, string labels)
        {
            const string name = "istio_request_duration_milliseconds";
            for (var i = 0; i < Bounds.Length; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{labels},le=\"{Bounds[i]}\"}} {_buckets[i]}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{labels},le=\"+Inf\"}} {Count}\n{name}_sum{{{labels}}} {_sum}\n{name}_count{{{labels}}} {Count}\n");
        }
    }
}
