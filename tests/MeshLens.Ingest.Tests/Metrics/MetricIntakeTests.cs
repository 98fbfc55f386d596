using System.Globalization;
using System.Net;
using System.Text;
using MeshLens.Core.Edges;
using MeshLens.Core.Identity;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Windows;
using MeshLens.Ingest.Edges;
using MeshLens.Ingest.Metrics;
using MeshLens.Ingest.Tests.Rig;

namespace MeshLens.Ingest.Tests.Metrics;

public sealed class MetricIntakeTests : IDisposable
{
    private readonly IngestRig _rig = IngestRig.Create();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Take_AServiceWithOnePort_ReachesItsEdge()
    {
        Know("cart", 8080);
        var proxy = new Proxy(_rig);
        proxy.Show(Proxy.Requests(100));

        proxy.Show(Proxy.Requests(107) + Proxy.Requests(3, "503", "UF,URX") + Proxy.Requests(2, "200", "-", grpc: "14"));

        var delta = Assert.Single(await _rig.FlushAsync());
        Assert.Equal(new("c", "shop", "web", "shop", "cart", 8080), delta.Edge);
        Assert.Equal((PartyKind.Workload, PartyKind.Service), (delta.Source.Kind, delta.Destination.Kind));
        var metric = Assert.Single(delta.Metrics!);
        Assert.Equal((AccessReporter.Client, 12ul, 3ul, 2ul), (metric.Reporter, metric.Requests, metric.Failed, metric.GrpcFailed));
        Assert.Equal([new(2, 9), new(5, 3)], metric.Answers);
        Assert.Equal([new(ResponseFlag.UpstreamConnectionFailure, 3), new(ResponseFlag.UpstreamRetryLimitExceeded, 3)], metric.Flags);
        Assert.Equal(1, _rig.MetricCounts.Placed);
    }

    [Fact]
    public async Task Take_TheTimesOfAScrape_AreTheWindowsOfIt()
    {
        Know("cart", 8080);
        var proxy = new Proxy(_rig);
        proxy.Show(Text(0, 0));

        proxy.Show(Text(40, 2000));

        var metric = Assert.Single((await _rig.FlushAsync()).Single().Metrics!);
        Assert.Equal(WindowGrid.IndexOf(_rig.Time.GetUtcNow()), metric.Window);
        Assert.Equal((-7000, 3000), (metric.FromMs, metric.ToMs));
        Assert.Equal((40ul, 2000d), (metric.DurationCount, metric.DurationSumMs));
    }

    [Fact]
    public async Task Take_AllProxiesOfAWorkload_AreAddedUpByKind()
    {
        Know("cart", 8080);
        Proxy[] proxies = [new(_rig), new(_rig), new(_rig)];
        foreach (var proxy in proxies)
        {
            proxy.Show(Proxy.Requests(0) + Proxy.Requests(0, labels: Proxy.Labels(reporter: "destination")), 0.1);
        }

        foreach (var proxy in proxies)
        {
            proxy.Show(Proxy.Requests(5) + Proxy.Requests(4, labels: Proxy.Labels(reporter: "destination")), 1);
        }

        var metrics = Assert.Single(await _rig.FlushAsync()).Metrics!;
        Assert.Equal([(AccessReporter.Client, 15ul), (AccessReporter.Server, 12ul)], metrics.Select(static metric => (metric.Reporter, metric.Requests)));
    }

    [Fact]
    public async Task Take_AnEdgeThatIsKnownOtherwise_IsTheOneWhateverItsPort()
    {
        Join("web", "cart", 9999);
        await GainAsync(Proxy.Labels());

        Assert.Equal(9999, Assert.Single(await _rig.FlushAsync()).Edge.Port);
    }

    [Fact]
    public async Task Take_SeveralEdgesOfAPair_ArePlacedByTheOnlyPortElseNotAtAll()
    {
        Join("web", "cart", 8080);
        Join("web", "cart", 9090);
        await GainAsync(Proxy.Labels());
        Assert.Empty(await _rig.FlushAsync());
        Assert.Equal(1, _rig.MetricCounts.CountOf(Unplaced.SeveralPorts));

        Know("cart", 9090);
        await GainAsync(Proxy.Labels());

        Assert.Equal(9090, Assert.Single(await _rig.FlushAsync()).Edge.Port);
    }

    [Fact]
    public async Task Take_AnEdgeOfAnotherCluster_IsNotMeant()
    {
        Join("web", "cart", 9999);
        await GainAsync(Proxy.Labels(cluster: "east"));

        Assert.Empty(await _rig.FlushAsync());
        Assert.Equal(1, _rig.MetricCounts.CountOf(Unplaced.UnknownPort));
    }

    [Fact]
    public async Task Take_WhatHasNoEdge_IsCountedByReason()
    {
        Know("ports", 80, 443);
        await GainAsync(
            Proxy.Labels(destination: "PassthroughCluster"), Proxy.Labels(source: "unknown"), Proxy.Labels(destination: "unknown"),
            Proxy.Labels(destination: "ports"), Proxy.Labels(destination: "nobody"));

        Assert.Empty(await _rig.FlushAsync());
        Assert.Equal(
            [1, 1, 1, 1, 1],
            new[] { Unplaced.OutsideTheMesh, Unplaced.UnknownCaller, Unplaced.UnknownDestination, Unplaced.SeveralPorts, Unplaced.UnknownPort }.Select(_rig.MetricCounts.CountOf));
        var status = _rig.Metrics.Status;
        Assert.Equal([("shop/ports", true), ("shop/nobody", false)], status.Portless.Select(static pair => (pair.Destination, pair.SeveralPorts)));
        Assert.Equal((0L, 5, 1L), (status.Placed, status.Unplaced.Count, status.Unplaced["severalPorts"]));
    }

    [Fact]
    public async Task Take_TcpConnections_AreCountedWithWhatEndedThem()
    {
        Know("cart", 6379);
        var proxy = new Proxy(_rig);
        proxy.Show("# nothing yet\n");

        proxy.Show(
            $$"""
            istio_tcp_connections_opened_total{{{Proxy.Labels()}},response_flags="-"} 9
            istio_tcp_connections_closed_total{{{Proxy.Labels()}},response_flags="-"} 5
            istio_tcp_connections_closed_total{{{Proxy.Labels()}},response_flags="UF,URX"} 2
            istio_tcp_connections_failed_total{{{Proxy.Labels()}},response_flags="DENY"} 1
            istio_tcp_sent_bytes_total{{{Proxy.Labels()}}} 1000
            istio_tcp_received_bytes_total{{{Proxy.Labels()}}} 100

            """);

        var metric = Assert.Single(Assert.Single(await _rig.FlushAsync()).Metrics!);
        Assert.Equal((9ul, 7ul, 1ul, 1000ul, 100ul), (metric.Opened, metric.Closed, metric.NotOpened, metric.SentBytes, metric.ReceivedBytes));
        Assert.Equal(
            [(ResponseFlag.UpstreamConnectionFailure, 2ul), (ResponseFlag.UpstreamRetryLimitExceeded, 2ul), (ResponseFlags.Parse("DENY").Count == 1 ? ResponseFlagNames.Find("DENY") : default, 1ul)],
            metric.Flags.Select(static flag => (flag.Flag, flag.Count)));
    }

    [Fact]
    public async Task Take_ClustersOfAKnownProxy_ReachTheEdgeOfTheirPort()
    {
        var proxy = new Proxy(_rig, new MeshWorkload { Uid = "w", Namespace = "shop", Name = "web", Cluster = "c" });
        proxy.Show(Cluster(0, 3, 0));

        proxy.Show(Cluster(4, 3, 9) + Cluster(0, 5, 0, "outbound|80||idle.shop.svc.cluster.local"));

        var delta = Assert.Single(await _rig.FlushAsync());
        Assert.Equal(new("c", "shop", "web", "shop", "cart", 8080), delta.Edge);
        var cluster = Assert.Single(Assert.Single(delta.Metrics!).Clusters);
        Assert.Equal(("v2", 4ul), (cluster.Subset, cluster.Count(ClusterCounter.PendingOverflows)));
        Assert.Equal(new ClusterLevel(ClusterGauge.MembersHealthy, 3, 3), cluster.Level(ClusterGauge.MembersHealthy));
        Assert.Equal(new ClusterLevel(ClusterGauge.ConnectionsActive, 9, 9), cluster.Level(ClusterGauge.ConnectionsActive));
    }

    [Fact]
    public async Task Take_ClustersOfAProxyThatNobodyKnows_AreCounted()
    {
        var proxy = new Proxy(_rig);
        proxy.Show(Cluster(0, 3, 0));
        proxy.Show(Cluster(4, 3, 0));

        Assert.Empty(await _rig.FlushAsync());
        Assert.Equal(1, _rig.MetricCounts.CountOf(Unplaced.SharedCluster));
    }

    [Fact]
    public async Task Take_AfterALongSilence_LeavesOutWhatIsNotOfNow()
    {
        Know("cart", 8080);
        var proxy = new Proxy(_rig);
        proxy.Show(Proxy.Requests(100));

        proxy.Show(Proxy.Requests(90_000), 31);
        Assert.Empty(await _rig.FlushAsync());
        Assert.Equal(1, _rig.MetricCounts.CountOf(Unplaced.TooLongAgo));
        proxy.Show(Proxy.Requests(90_005));

        Assert.Equal(5ul, Assert.Single(Assert.Single(await _rig.FlushAsync()).Metrics!).Requests);
    }

    [Fact]
    public async Task Take_ACounterThatIsNoNumberOfThings_CountsNothing()
    {
        Know("cart", 8080);
        var proxy = new Proxy(_rig);
        proxy.Show(Proxy.Requests(0));

        proxy.Show($"istio_requests_total{{{Proxy.Labels()},response_code=\"999\"}} +Inf\n{Proxy.Requests(2, "nonsense", "NEW_FLAG")}");

        var metric = Assert.Single(Assert.Single(await _rig.FlushAsync()).Metrics!);
        Assert.Equal((2ul, (byte)0, ResponseFlag.Other), (metric.Requests, metric.Answers[0].Class, metric.Flags[0].Flag));
    }

    [Fact]
    public async Task Take_AHundredThousandPairs_StayWithinTheEdgesThatAreKept()
    {
        using var small = IngestRig.Create(static options => options.MaximumEdges = 1000);
        Know("cart", 8080, small);
        var proxy = new Proxy(small);
        var text = new StringBuilder();
        for (var pair = 0; pair < 100_000; pair++)
        {
            text.Append(Proxy.Requests(1, labels: Proxy.Labels(source: $"web-{pair.ToString(CultureInfo.InvariantCulture)}")));
        }

        proxy.Show("# nothing yet\n");
        proxy.Show(text.ToString());

        Assert.Equal(1000, small.Edges.Count);
        Assert.Equal((1000, 99_000L), ((await small.FlushAsync()).Count, small.MetricCounts.CountOf(Unplaced.EdgeLimit)));
    }

    private void Know(string service, params ushort[] ports) => Know(service, ports, _rig);

    private static void Know(string service, ushort port, IngestRig rig) => Know(service, [port], rig);

    private static void Know(string service, ushort[] ports, IngestRig rig) => rig.Mesh.AddFeed(MeshSource.Kubernetes, "c").Put(
        new MeshService
        {
            Id = $"shop/{service}.shop.svc.cluster.local",
            Addresses = Sequence<NetworkAddress>.Of([new(AddressKey.Of(IPAddress.Parse("10.96.0.1")))]),
            Ports = Sequence<ServicePort>.Of(ports.Select(static port => new ServicePort(port, port))),
        },
        rig.Time.GetUtcNow());

    // As flows or access logs would.
    private void Join(string source, string destination, int port)
    {
        var (from, to) = (new Party("shop", source, PartyKind.Workload), new Party("shop", destination, PartyKind.Service));
        _rig.Edges.Join(EdgeKey.Between("c", from, to, port), from, to);
    }

    private Task GainAsync(params string[] labels)
    {
        var proxy = new Proxy(_rig);
        proxy.Show("# nothing yet\n");
        proxy.Show(string.Concat(labels.Select(static each => Proxy.Requests(1, labels: each))));
        return Task.CompletedTask;
    }

    private static string Text(int count, int milliseconds) =>
        $$"""
        istio_request_duration_milliseconds_sum{{{Proxy.Labels()}}} {{milliseconds}}
        istio_request_duration_milliseconds_count{{{Proxy.Labels()}}} {{count}}

        """;

    private static string Cluster(int overflows, int healthy, int active, string name = "outbound|8080|v2|cart.shop.svc.cluster.local") =>
        $$"""
        envoy_cluster_upstream_rq_pending_overflow{cluster_name="{{name}}"} {{overflows}}
        envoy_cluster_membership_healthy{cluster_name="{{name}}"} {{healthy}}
        envoy_cluster_upstream_cx_active{cluster_name="{{name}}"} {{active}}

        """;
}
