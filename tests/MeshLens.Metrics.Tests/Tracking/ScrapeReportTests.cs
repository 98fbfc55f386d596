using MeshLens.Metrics.Meaning;
using MeshLens.Metrics.Tracking;

namespace MeshLens.Metrics.Tests.Tracking;

public sealed class ScrapeReportTests
{
    private const string Edge =
        "reporter=\"source\",source_workload=\"web-v1\",source_workload_namespace=\"shop\",source_cluster=\"Kubernetes\",destination_workload=\"cart-v2\","
        + "destination_workload_namespace=\"shop\",destination_service=\"cart.shop.svc.cluster.local\",destination_service_name=\"cart\","
        + "destination_service_namespace=\"shop\",destination_cluster=\"Kubernetes\",request_protocol=\"http\",connection_security_policy=\"unknown\"";

    [Fact]
    public void Istio_StandardMetrics_AreAReportPerEdgeAndReporter()
    {
        var report = Between(Sidecar(0), Sidecar(3));

        var edge = Assert.Single(report.Edges);
        Assert.Equal(new(Reporter.Source, "Kubernetes", "shop", "web-v1", "Kubernetes", "shop", "cart", "cart-v2", "http", "cart.shop.svc.cluster.local"), edge.Edge);
        Assert.Equal(30, edge.Requests[new("200", "", "-")]);
        Assert.Equal(3, edge.Requests[new("503", "", "UF,URX")]);
        Assert.Equal([(5d, 9d), (10d, 18d), (double.PositiveInfinity, 6d)], edge.Durations.Buckets());
        Assert.Equal(33, edge.Durations.Count);
        Assert.Equal(300, edge.Durations.Sum);
        Assert.Equal(1500, edge.ResponseBytes);
    }

    [Fact]
    public void Envoy_ClusterStats_AreCountersThatGrewAndLevelsAsTheyAre()
    {
        var report = Between(Cluster(10, 5), Cluster(12, 2));

        var cluster = Assert.Single(report.Clusters);
        Assert.Equal(new("outbound|8080|v2|cart.shop.svc.cluster.local", IsInbound: false, 8080, "v2", "cart.shop.svc.cluster.local"), cluster.Cluster);
        Assert.Equal(2, cluster.Values[Measure.PendingOverflows]);
        Assert.Equal(2, cluster.Values[Measure.MembersHealthy]);
        Assert.Equal(1, cluster.Values[Measure.PendingBreakerOpen]);
        Assert.Equal([(5d, 2d), (double.PositiveInfinity, 0d)], cluster.Connects.Buckets());
        Assert.False(cluster.Values.ContainsKey(Measure.Retries));
    }

    [Theory]
    [InlineData("inbound|9080||", true, 9080, "")]
    [InlineData("inbound-vip|9080|http|cart.shop.svc.cluster.local", true, 9080, "cart.shop.svc.cluster.local")]
    [InlineData("PassthroughCluster", false, 0, "")]
    [InlineData("outbound|x||cart", false, 0, "")]
    public void ClusterName_AsIstioBuildsIt_IsTakenApart(string name, bool isInbound, int port, string host)
    {
        var cluster = ReportedCluster.Of(name);

        Assert.Equal((isInbound, port, host), (cluster.IsInbound, cluster.Port, cluster.Host));
    }

    [Fact]
    public void NodeProxy_RealScrape_GivesEdgesByReporter()
    {
        var data = Path.Combine(Environment.GetEnvironmentVariable("MESHLENS_DATA") ?? "", "public/datadog-integrations-core/ztunnel-1.24.transcribed-excerpt.txt");
        Assert.SkipUnless(File.Exists(data), "MESHLENS_DATA does not name a folder with a scrape of a ztunnel.");
        var target = new Scraped();
        target.Next("# nothing yet\n");

        var report = ScrapeReport.Of(target.Next(File.ReadAllText(data)).Gains);

        Assert.Equal(14, report.Edges.Count);
        Assert.Equal(
            831 + 55 + 294 + 52 + 270 + 267 + 831,
            report.Edges.Where(static edge => edge.Edge is { Reporter: Reporter.Destination }).Sum(static edge => edge.TcpOpened));
        var details = Assert.Single(report.Edges, static edge => edge.Edge is { Reporter: Reporter.Source, DestinationService: "details" });
        Assert.Equal(("productpage-v1", "details-v1", "tcp", 831d), (details.Edge.SourceWorkload, details.Edge.DestinationWorkload, details.Edge.Protocol, details.TcpOpened));
    }

    [Fact]
    public void Envoy_RealScrape_GivesConnectTimes()
    {
        var data = Path.Combine(Environment.GetEnvironmentVariable("MESHLENS_DATA") ?? "", "public/kuma/app/kuma-dp/pkg/dataplane/metrics/testdata/histogram.in");
        Assert.SkipUnless(File.Exists(data), "MESHLENS_DATA does not name a folder with a scrape of an Envoy.");
        var target = new Scraped();
        target.Next("# nothing yet\n");

        var report = ScrapeReport.Of(target.Next(File.ReadAllText(data)).Gains);

        var control = Assert.Single(report.Clusters, static cluster => cluster.Cluster.Name == "ads_cluster");
        Assert.Equal(control.Connects.Count, control.Connects.Buckets().Sum(static bucket => bucket.Count));
        Assert.Contains((25d, 1d), control.Connects.Buckets());
    }

    private static ScrapeReport Between(string before, string after)
    {
        var target = new Scraped();
        target.Next(before);
        return ScrapeReport.Of(target.Next(after).Gains);
    }

    private static string Sidecar(int step) =>
        $$"""
        istio_requests_total{response_code="200",response_flags="-",{{Edge}}} {{100 + (10 * step)}}
        istio_requests_total{response_code="503",response_flags="UF,URX",{{Edge}}} {{step}}
        istio_request_duration_milliseconds_bucket{response_code="200",response_flags="-",{{Edge}},le="5"} {{3 * step}}
        istio_request_duration_milliseconds_bucket{response_code="200",response_flags="-",{{Edge}},le="10"} {{9 * step}}
        istio_request_duration_milliseconds_bucket{response_code="200",response_flags="-",{{Edge}},le="+Inf"} {{11 * step}}
        istio_request_duration_milliseconds_sum{response_code="200",response_flags="-",{{Edge}}} {{100 * step}}
        istio_request_duration_milliseconds_count{response_code="200",response_flags="-",{{Edge}}} {{11 * step}}
        istio_response_bytes_sum{response_code="200",response_flags="-",{{Edge}}} {{500 * step}}

        """;

    private static string Cluster(int overflows, int healthy) =>
        $$"""
        envoy_cluster_upstream_rq_pending_overflow{cluster_name="outbound|8080|v2|cart.shop.svc.cluster.local"} {{overflows}}
        envoy_cluster_upstream_rq_retry{cluster_name="outbound|8080|v2|cart.shop.svc.cluster.local"} 4
        envoy_cluster_membership_healthy{cluster_name="outbound|8080|v2|cart.shop.svc.cluster.local"} {{healthy}}
        envoy_cluster_circuit_breakers_default_rq_pending_open{cluster_name="outbound|8080|v2|cart.shop.svc.cluster.local"} 1
        envoy_cluster_upstream_cx_connect_ms_bucket{cluster_name="outbound|8080|v2|cart.shop.svc.cluster.local",le="5"} {{overflows}}
        envoy_cluster_upstream_cx_connect_ms_bucket{cluster_name="outbound|8080|v2|cart.shop.svc.cluster.local",le="+Inf"} {{overflows}}

        """;
}
